import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { outcomeOf } from './support/native.ts';

const run = promisify(execFile);
const workspace = join(import.meta.dirname, '../../../kubeconform-wasm');
const tsc = join(workspace, '../node_modules/.bin/tsc');
/** Node alone: no Go, and nothing of this checkout. */
const bare = { PATH: dirname(process.execPath), HOME: tmpdir() };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconform-package-'));
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: workspace });
  const [archive = ''] = await readdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const flags = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', ['install', ...flags, `./${archive}`], { cwd: folder });
  await writeFile(join(folder, 'good.yaml'), 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n');
  await writeFile(join(folder, 'bad.yaml'), 'apiVersion: v1\nkind: Service\nspec: {ports: [{port: "80"}]}\n');
}, 180_000);

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('the package, installed in an empty folder', () => {
  test('brings nothing but itself', async () => {
    const installed = await readdir(join(folder, 'node_modules'));
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['kubeconform-wasm']);
    const files = await readdir(join(folder, 'node_modules', 'kubeconform-wasm'));
    expect(files.toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
  });

  test('is a command', async () => {
    const command = join(folder, 'node_modules', '.bin', 'kubeconform-wasm');
    const { code, out } = await outcomeOf(command, ['-summary', 'good.yaml', 'bad.yaml'], folder);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^bad.yaml - Service {2}is invalid: .* - at '\/spec\/ports\/0\/port': got string, want integer\nSummary: 2 resources found in 2 files - Valid: 1, Invalid: 1, Errors: 0, Skipped: 0\n$/,
    );
  });

  test('is a library, as the README shows it', async () => {
    const program = `
import { createValidator } from 'kubeconform-wasm';

await using validator = await createValidator({ kubernetesVersion: '1.36', strict: true });
const results = await validator.validate([
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: '80' }] } },
]);
console.log(results[0].status, results[0].errors);
`;
    await writeFile(join(folder, 'program.js'), program);
    const { stdout } = await run(process.execPath, ['program.js'], { cwd: folder, env: bare });
    expect(stdout).toBe("invalid [ { path: '/spec/ports/0/port', message: 'got string, want integer' } ]\n");
  });

  test('has types', async () => {
    const program = `
import { createValidator, type Result } from 'kubeconform-wasm';

export async function judge(objects: object[]): Promise<Result[]> {
  await using validator = await createValidator({ skip: ['Secret'] });
  const results = await validator.validate(objects);
  // @ts-expect-error there is no such status
  results[0]?.status === 'fine';
  return results;
}
`;
    await writeFile(join(folder, 'program.ts'), program);
    const flags = ['--noEmit', '--strict', '--target', 'esnext', '--module', 'nodenext'];
    const { code, out } = await outcomeOf(tsc, [...flags, 'program.ts'], folder);
    expect([code, out]).toEqual([0, '']);
  });
});
