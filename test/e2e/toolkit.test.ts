import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { sharedCluster } from '../support/cluster.ts';

const root = join(import.meta.dirname, '../..');
const cluster = sharedCluster();
const name = `toolkit-${randomBytes(4).toString('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'plumbline-toolkit-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The example of the guide, just as it stands there, as a program that has the package installed. */
function writeExample(): string {
  const guide = readFileSync(join(root, 'docs/toolkit.md'), 'utf8');
  const [, code] = /<!-- example -->\n```ts\n([\s\S]*?)```/.exec(guide) ?? [];
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/plumbline'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'deliver.ts'), code ?? '');
  return join(folder, 'deliver.ts');
}

test('the example of the guide plans, applies and finds no drift with the built package', async () => {
  mkdirSync(join(folder, 'deploy'));
  const config = `apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets: [{ name: ${name}, path: deploy, namespace: ${name} }]\n`;
  writeFileSync(join(folder, 'plumbline.yaml'), config);
  const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { colour: blue }\n';
  writeFileSync(join(folder, 'deploy/settings.yaml'), object);
  const { NODE_OPTIONS: _, ...env } = { ...process.env, ...cluster.env };
  const { stdout } = await promisify(execFile)(process.execPath, [writeExample()], { cwd: folder, env });
  expect(stdout).toContain(`+ ConfigMap ${name}/settings`);
  expect(stdout).toMatch(/applied · 1 created · release 1/);
  expect(stdout).toMatch(/1 object checked, none drifted/);
});
