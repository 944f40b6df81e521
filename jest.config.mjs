/** Node strips the types itself, so nothing is transformed. */
const common = {
  testEnvironment: 'node',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

export default {
  reporters: ['<rootDir>/tools/test/reporter.mjs'],
  testTimeout: 60_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
    {
      ...common,
      displayName: 'cluster',
      testMatch: ['<rootDir>/test/cluster/**/*.test.ts', '<rootDir>/test/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/cluster-up.ts',
      globalTeardown: '<rootDir>/test/support/cluster-down.ts',
    },
  ],
};
