import { stat } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { builtDigest, currentDigest, packedFile } from '../../../render-wasm/build.ts';

test('the committed module is built from the sources that stand beside it', async () => {
  expect(await builtDigest()).toBe(await currentDigest());
});

test('the module has at most 6 MB', async () => {
  expect((await stat(packedFile)).size).toBeLessThan(6_000_000);
});
