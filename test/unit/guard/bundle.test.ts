import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

test('the guard holds neither a renderer, nor Git, nor the configuration', async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['guard/main.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  const used = Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [path] : [],
  );
  const unwanted =
    /^src\/(render|git|config|validate|action|github)\/|node_modules\/(yaml|zod|commander|@actions)\//;
  expect(used.filter((path) => unwanted.test(path))).toEqual([]);
  expect(used).toContain('src/apply/drift.ts');
});
