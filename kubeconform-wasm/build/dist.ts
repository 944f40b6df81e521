// Makes dist/, which is what the package holds: bundles, types, the module and the schemas.
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { built } from './wasm.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

export async function buildDist(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  await build({
    absWorkingDir: root,
    entryPoints: { index: 'src/index.ts', cli: 'src/cli/main.ts' },
    outdir: dist,
    bundle: true,
    // What both need stands in one file of its own.
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minifyWhitespace: true,
    minifySyntax: true,
    define: { packageVersion: JSON.stringify(version) },
  });
  for (const name of ['kubeconform.wasm.br', 'kubernetes-schemas.br', 'LICENSES.txt'])
    await copyFile(join(built, name), join(dist, name));
  declare();
}

/** The declarations of src/, with those of the sandbox that they mention. */
function declare(): void {
  const flags = [
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--outDir',
    join(dist, 'types'),
  ];
  execFileSync('tsc', ['--project', join(root, 'build', 'tsconfig.json'), ...flags], { stdio: 'inherit' });
}
