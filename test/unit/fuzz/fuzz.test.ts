import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseConfig } from '../../../src/config/parse.ts';
import { PlumblineError } from '../../../src/errors/error.ts';
import { readManifests } from '../../../src/manifests/read.ts';
import { inspectDesired } from '../../../src/render/desired.ts';
import { Engine } from '../../../src/render/engine.ts';
import type { FileSource } from '../../../src/render/sources.ts';
import { chart, kustomization, manifests } from './corpus.ts';
import { damaged, damagedFiles } from './mutate.ts';

/**
 * Runs about a minute with the seed that is fixed here. For hours, or with others:
 * PLUMBLINE_FUZZ=100 PLUMBLINE_FUZZ_SEED=7 npm test -- test/unit/fuzz (so many times as long).
 */
const times = Number(process.env.PLUMBLINE_FUZZ ?? 1);
const seed = Number(process.env.PLUMBLINE_FUZZ_SEED ?? 1);
const limits = (runs: number) => ({ numRuns: runs * times, seed, endOnFailure: true });
const patience = 600_000 * times;

const engine = new Engine({ timeoutMs: 10_000 });
afterAll(() => engine.close());

/** Files in memory, as a repository has them. */
function sourceOf(files: Readonly<Record<string, string>>): FileSource {
  const below = (path: string): [string, Uint8Array][] =>
    Object.entries(files)
      .filter(([name]) => name === path || name.startsWith(`${path}/`))
      .map(([name, text]) => [name, Buffer.from(text)]);
  const found = (path: string) => (below(path).length === 0 ? undefined : below(path));
  return {
    root: '/repository',
    real: (path) => Promise.resolve(path),
    list: async (path) => found(path)?.map(([name]) => name),
    read: async (names) => new Map(names.flatMap((name) => below(name))),
    folder: async (path) => (found(path) === undefined ? undefined : new Map(below(path))),
  };
}

const text =
  'apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets: [{ name: shop, path: prod, namespace: shop }]\n';
const config = parseConfig(text, '/repository/plumbline.yaml', '/repository');

/** The outcome is a set or errors that tell a person what to do, each in one of the files. */
async function isTold(files: Readonly<Record<string, string>>): Promise<void> {
  const [target] = config.targets;
  if (target === undefined) throw new Error('no target');
  const source = sourceOf(files);
  const errors = await inspectDesired({ config, target, source, engine }).then(
    (set) => set.errors,
    (thrown: unknown) => [thrown],
  );
  for (const error of errors) {
    if (!(error instanceof PlumblineError)) throw error;
    expect([error.code, error.message]).not.toEqual(['INTERNAL', error.message]);
    // With the error itself in the message of a failure.
    expect([error.code, error.message, error.remedy]).toEqual([
      error.code,
      error.message,
      expect.stringMatching(/./),
    ]);
    const { file } = error.place ?? {};
    if (file !== undefined)
      expect(file === 'prod' || Object.keys(files).some((name) => isAt(name, file))).toBe(true);
  }
}

/** A file, a folder of files, or a path that a damaged file names. */
const isAt = (name: string, file: string): boolean =>
  name === file || name.startsWith(`${file}/`) || !file.startsWith('/');

describe('whatever happens to the text', () => {
  test(
    'of manifests, reading them ends in objects or in errors with a place',
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...manifests).chain(damaged), (damagedText) => {
          for (const error of readManifests(damagedText, 'a.yaml').errors) {
            expect(error).toBeInstanceOf(PlumblineError);
            expect(error.place?.line).toBeGreaterThan(0);
          }
        }),
        limits(20_000),
      );
    },
    patience,
  );

  test(
    'of a kustomization and its base, building it ends in objects or in errors with a remedy',
    async () => {
      await fc.assert(fc.asyncProperty(damagedFiles(kustomization), isTold), limits(2000));
    },
    patience,
  );

  test(
    'of a chart, rendering it ends in objects or in errors with a remedy',
    async () => {
      await fc.assert(fc.asyncProperty(damagedFiles(chart), isTold), limits(2000));
    },
    patience,
  );
});
