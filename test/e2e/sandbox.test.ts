import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';

const dist = join(import.meta.dirname, '../../dist');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-sandbox-')));
const secret = 'the-secret-outside';
writeFileSync(join(folder, 'secret.txt'), secret);
const repository = join(folder, 'repository');
// Its root: nothing is looked for further up.
mkdirSync(join(repository, '.git'), { recursive: true });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = `
import { loadConfig, render, SchemaCheck, workTreeSource } from ${JSON.stringify(join(dist, 'index.js'))};
import net from 'node:net';
import dns from 'node:dns';
const refuse = (what) => () => { process.stdout.write('REACHED ' + what); process.exit(9); };
net.Socket.prototype.connect = refuse('the network');
dns.lookup = refuse('the resolver');
const config = await loadConfig(process.argv[2]);
const result = {};
for (const target of config.targets) {
  try {
    const set = await render({ config, target, source: workTreeSource(config.folder) });
    await using schemas = new SchemaCheck();
    const { errors } = await schemas.check(set.manifests);
    result[target.name] = [set.manifests.map(({ object }) => object), errors.map(({ message }) => message)];
  } catch ({ code, message, stack }) {
    result[target.name] = code === undefined ? stack : code + ' ' + message;
  }
}
process.stdout.write(JSON.stringify(result));
`;

const chart = (name: string) => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
const settings = (data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { found: ${data} }\n`;

/** What each target tries to reach. */
const files: Record<string, string> = {
  'plumbline.yaml': `apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets:\n${[
    'chart',
    'overlay',
    'plugin',
    'remote',
  ]
    .map((name) => `  - { name: ${name}, path: ${name} }\n`)
    .join('')}`,
  'chart/Chart.yaml': chart('chart'),
  'chart/templates/a.yaml': settings(
    '{{ list (.Files.Get "../../secret.txt") (.Files.Get "/etc/passwd") (lookup "v1" "Secret" "" "").items (getHostByName "example.com") | toJson | quote }}',
  ),
  'overlay/kustomization.yaml': 'configMapGenerator: [{ name: a, files: [../../secret.txt] }]\n',
  'plugin/kustomization.yaml': 'generators: [g.yaml]\n',
  'plugin/g.yaml':
    'apiVersion: x.dev/v1\nkind: G\nmetadata:\n  name: g\n  annotations:\n    config.kubernetes.io/function: "exec: { path: /bin/sh }"\n',
  'remote/kustomization.yaml': 'resources: ["https://example.com/a.yaml"]\n',
};

/** Runs the toolkit where Node itself refuses every file outside, every process, every addon. */
async function confined(script: string, ...args: string[]): Promise<string> {
  const file = join(repository, 'program.mjs');
  writeFileSync(file, script);
  const reading = [dist, repository].map((path) => `--allow-fs-read=${path}/*`);
  const flags = ['--permission', '--allow-worker', ...reading];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, file, ...args], {
    env: { HOME: folder, TOKEN: secret },
  });
  return stdout;
}

test('what charts and kustomizations try to reach is not there: no file, no host, no process, no cluster', async () => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, file)), { recursive: true });
    writeFileSync(join(repository, file), text);
  }
  const stdout = await confined(program, join(repository, 'plumbline.yaml'));
  expect(stdout).not.toContain(secret);
  const { chart: rendered, ...refused } = JSON.parse(stdout);
  expect(rendered).toEqual([[expect.objectContaining({ data: { found: '["","",null,""]' } })], []]);
  expect(refused).toEqual({
    overlay: expect.stringMatching(/^RENDER_FAILED /),
    plugin: expect.stringMatching(/^RENDER_FAILED /),
    remote: expect.stringMatching(/^(?:RENDER_FAILED|LOCK_\w+) /),
  });
});

test('the same confinement does refuse what a program of JavaScript tries', async () => {
  const tries = `
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
const attempt = (run) => { try { run(); return 'done'; } catch ({ code }) { return code; } };
process.stdout.write(JSON.stringify([
  attempt(() => readFileSync(${JSON.stringify(join(folder, 'secret.txt'))})),
  attempt(() => spawnSync('true')),
]));`;
  expect(JSON.parse(await confined(tries))).toEqual(['ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED']);
});
