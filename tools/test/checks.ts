import { run } from '../command.ts';
import { differences } from '../generate/files.ts';
import { generators } from '../generate/list.ts';

/** Something about the whole checkout that holds or does not. It prints why not. */
export interface Check {
  name: string;
  holds(): Promise<boolean>;
  /** The command that mends it, where there is one. */
  repair?: string;
}

export const generatedFiles: Check[] = generators.map((generator) => ({
  name: generator.name,
  repair: `npm run generate ${generator.name}`,
  holds: async () => {
    const lines = await differences(generator);
    for (const line of lines) process.stdout.write(`${line}\n`);
    return lines.length === 0;
  },
}));

const command = (name: string, program: string, args: string[], repair?: string): Check => ({
  name,
  holds: async () => (await run(program, args)) === 0,
  ...(repair && { repair }),
});

const strict = ['--error-on-warnings', '--diagnostic-level=warn'];

export const lint: Check[] = [
  command('biome', 'biome', ['check', ...strict, '.'], 'npm run lint -- --fix'),
  command('oxlint', 'oxlint', ['--type-aware', '--deny-warnings', '.']),
];

export const types: Check[] = [command('tsc', 'tsc', ['--project', '.'])];
