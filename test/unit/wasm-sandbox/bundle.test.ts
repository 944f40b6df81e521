import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { builtFixture } from '../../support/go-module.ts';

const run = promisify(execFile);
let folder: string;
let wasm: string;

beforeAll(async () => {
  wasm = await builtFixture('wasm-sandbox');
  folder = await mkdtemp(join(tmpdir(), 'plumbline-bundle-'));
}, 300_000);

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const program = `
import { loadModule, Sandbox } from '${join(import.meta.dirname, '../../../wasm-sandbox/index.ts')}';
void (async () => {
  const sandbox = new Sandbox(await loadModule(process.argv[2]));
  console.log(await sandbox.call('echo', { Text: 'from a bundle' }));
})();
`;

// The sandbox is not closed: the process ends all the same.
test.each([
  ['cjs', 'program.cjs'],
  ['esm', 'program.mjs'],
] as const)('the sandbox works in a bundle of the form %s, from one file', async (format, name) => {
  const { outputFiles } = await build({
    stdin: { contents: program, loader: 'ts', resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    minify: true,
    format,
  });
  const file = join(folder, name);
  await writeFile(file, outputFiles[0]?.text ?? '');
  const { stdout } = await run(process.execPath, [file, wasm], { cwd: folder });
  expect(stdout.trim()).toBe("{ Text: 'from a bundle' }");
});
