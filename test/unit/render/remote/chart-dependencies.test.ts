import { describe, expect, test } from '@jest/globals';
import { chartDependencies } from '../../../../src/render/remote/chart-dependencies.ts';

const filesOf = (texts: Record<string, string>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));

const chart = (...dependencies: string[]) =>
  `apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n${dependencies.map((one) => `  - ${one}\n`).join('')}`;
const redis = '{ name: redis, version: ^18.0.0, repository: "oci://ghcr.io/acme/charts" }';
const locked = (version: string) =>
  `dependencies:\n- name: redis\n  repository: oci://ghcr.io/acme/charts\n  version: ${version}\ndigest: sha256:0\n`;

const find = (texts: Record<string, string>) =>
  chartDependencies(filesOf(texts), 'deploy').map(({ reference }) => reference);

describe('the dependencies of a chart', () => {
  test('that are elsewhere are found, with their places', () => {
    expect(chartDependencies(filesOf({ 'deploy/Chart.yaml': chart(redis) }), 'deploy')).toEqual([
      {
        reference: {
          kind: 'chart',
          repository: 'oci://ghcr.io/acme/charts',
          name: 'redis',
          version: '^18.0.0',
        },
        place: { file: 'deploy/Chart.yaml', line: 5, column: expect.any(Number) },
      },
    ]);
  });

  test('are asked for in the version of Chart.lock', () => {
    const found = find({ 'deploy/Chart.yaml': chart(redis), 'deploy/Chart.lock': locked('18.19.4') });
    expect(found).toEqual([expect.objectContaining({ version: '18.19.4' })]);
  });

  test('of a chart of Helm 2 are in files of their own', () => {
    const requirements = chart(redis).slice(chart(redis).indexOf('dependencies'));
    const files = {
      'deploy/Chart.yaml': 'apiVersion: v1\nname: shop\nversion: 1.0.0\n',
      'deploy/requirements.yaml': requirements,
      'deploy/requirements.lock': locked('18.2.0'),
    };
    expect(find(files)).toEqual([expect.objectContaining({ name: 'redis', version: '18.2.0' })]);
  });

  test('that Chart.lock holds in a version that Chart.yaml does not allow are an error', () => {
    expect(() => find({ 'deploy/Chart.yaml': chart(redis), 'deploy/Chart.lock': locked('17.0.0') })).toThrow(
      expect.objectContaining({
        code: 'MANIFEST_INVALID',
        remedy: expect.stringContaining('helm dependency update'),
      }),
    );
  });

  test.each([
    ['unpacked', 'deploy/charts/redis/Chart.yaml'],
    ['packed', 'deploy/charts/redis-18.1.0.tgz'],
    ['packed with v', 'deploy/charts/redis-v18.1.0.tgz'],
  ])('that are in charts/ %s are not fetched', (_how, path) => {
    expect(find({ 'deploy/Chart.yaml': chart(redis), [path]: '' })).toEqual([]);
  });

  test('are fetched though a chart of a longer name is in charts/', () => {
    expect(
      find({ 'deploy/Chart.yaml': chart(redis), 'deploy/charts/redis-cluster-9.0.0.tgz': '' }),
    ).toHaveLength(1);
  });

  test.each([
    ['in a folder', '{ name: lib, version: 1.0.0, repository: "file://../lib" }'],
    ['without a repository', '{ name: lib, version: 1.0.0 }'],
  ])('%s are no remote ones', (_what, dependency) => {
    expect(find({ 'deploy/Chart.yaml': chart(dependency) })).toEqual([]);
  });

  test.each([
    ['http', '{ name: a, version: "1", repository: "http://example.com" }', 'not fetched from http'],
    ['an alias', '{ name: a, version: "1", repository: "@stable" }', 'only the Helm of one machine'],
    [
      'another alias',
      '{ name: a, version: "1", repository: "alias:stable" }',
      'only the Helm of one machine',
    ],
    ['no range', '{ name: a, version: newest, repository: "https://example.com" }', 'no range of versions'],
    ['a number as version', '{ name: a, version: 1.1, repository: "https://example.com" }', 'is a text'],
    [
      'a path as name',
      '{ name: ../a, version: "1", repository: "https://example.com" }',
      'no name of a chart',
    ],
  ])('with %s are an error at their line', (_what, dependency, message) => {
    expect(() => find({ 'deploy/Chart.yaml': chart(redis, dependency) })).toThrow(
      expect.objectContaining({
        code: 'MANIFEST_INVALID',
        message: expect.stringContaining(message),
        place: expect.objectContaining({ file: 'deploy/Chart.yaml', line: 6 }),
      }),
    );
  });

  test.each(['- a\n', 'dependencies: x\n', 'dependencies: [1, null, {}]\n', '{}', ''])(
    'of a Chart.yaml that is %j are none, or a mistake in it',
    (text) => {
      try {
        expect(find({ 'deploy/Chart.yaml': text })).toEqual([]);
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'MANIFEST_INVALID', place: { file: 'deploy/Chart.yaml' } });
      }
    },
  );
});
