import { beforeAll, expect, test } from '@jest/globals';
import { field } from '../../src/manifests/json.ts';
import { type AgeKey, ageKey, encryptInPlace, sopsProgram } from '../support/sops.ts';
import { configMapYaml, secretYaml } from '../support/work-tree.ts';
import { type Scene, said, scene, succeeds } from './bad-input-scene.ts';
import { admin, cluster, configMaps, secrets } from './client-scene.ts';

const [password, token, changed, theirs] = [
  'correct-horse-8',
  'bearer-token-77',
  'another-horse-9',
  'stolen-token-11',
];
const hidden = [password, token, changed].flatMap((value) => [value, Buffer.from(value).toString('base64')]);
const forms = ['text', 'json', 'markdown'];

let one: Scene;
let key: AgeKey;
const withKey = () => ({ env: { SOPS_AGE_KEY: key.identity } });
const run = (...args: string[]) => one.tree.run(args, withKey());

async function encrypted(file: string, text: string): Promise<void> {
  one.tree.write(`deploy/${file}`, text);
  const rule = ['--encrypted-regex', '^(data|stringData|env)$'];
  await encryptInPlace(one.tree.root, `deploy/${file}`, ['--age', key.recipient, ...rule]);
}

const deployment = (value: string, extra = ''): string =>
  [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: web }',
    'spec:',
    `  replicas: ${'$'}{REPLICAS:-0}`,
    '  selector: { matchLabels: { app: web } }',
    '  template:',
    '    metadata: { labels: { app: web } }',
    '    spec:',
    '      containers:',
    `        - { name: web, image: "registry.invalid/web:${'$'}{TAG}"${extra}, env: [{ name: TOKEN, value: ${value} }] }`,
    '',
  ].join('\n');

beforeAll(async () => {
  [key] = await Promise.all([ageKey(), sopsProgram()]);
  one = await scene(['decryption: { provider: sops }', 'substitute: { TAG: "1.4" }']);
  await encrypted('secret.yaml', secretYaml('login', { password }));
  await encrypted('config.yaml', configMapYaml('app', { token, pin: '4711' }));
  await encrypted('web.yaml', deployment(token));
  one.tree.commitAll();
}, 600_000);

/** Runs it; no value may show. */
async function inForm(form: string, exitCode: number, ...args: string[]): Promise<string> {
  const told = await run(...args, '-v', '-o', form);
  const text = said(told);
  expect({ form, exitCode: told.exitCode, text }).toEqual({ form, exitCode, text });
  for (const value of [...hidden, theirs, '4711', key.identity]) expect(text).not.toContain(value);
  return text;
}

/** The same in every form, side by side. */
const inEveryForm = (exitCode: number, ...args: string[]): Promise<string[]> =>
  Promise.all(forms.map((form) => inForm(form, exitCode, ...args)));

const stored = async (): Promise<unknown[]> => {
  const at = { namespace: one.namespace };
  const [secret, config] = await Promise.all([
    admin.get(secrets, { ...at, name: 'login' }),
    admin.get(configMaps, { ...at, name: 'app' }),
  ]);
  return [field(secret, 'data', 'password'), field(config, 'data', 'token')];
};

test('a target with both is validated, planned and applied, and nothing decrypted is said', async () => {
  await inForm('text', 0, 'validate');
  for (const text of await inEveryForm(0, 'plan')) expect(text).toContain('login');
  await inForm('json', 0, 'apply', '--yes');
  expect(await stored()).toEqual([Buffer.from(password).toString('base64'), token]);
  const { stdout } = await cluster.kubectl(
    [
      'get',
      'deployment',
      'web',
      '-n',
      one.namespace,
      '-o',
      'jsonpath={.spec.replicas} {.spec.template.spec.containers[0].image}',
    ],
    { check: true },
  );
  expect(stdout).toBe('0 registry.invalid/web:1.4');
  expect(await inForm('text', 0, 'plan', '--detailed-exitcode')).not.toContain('password');
});

test('the record keeps what was decrypted in Secrets alone', async () => {
  const { items } = await admin.list(configMaps, { namespace: 'plumbline-system' });
  const own = items.filter(({ metadata }) => metadata.name.includes(one.name));
  // All that this release has is secret: baselines, too.
  expect(own).toEqual([]);
  const get = ['get', 'releases,events', '--all-namespaces', '--output=yaml'];
  const { stdout } = await cluster.kubectl(get, { check: true });
  expect(stdout).toContain(one.name);
  for (const value of [token, Buffer.from(token).toString('base64')]) expect(stdout).not.toContain(value);
});

test('a change of decrypted values is planned and applied by its size', async () => {
  await encrypted('secret.yaml', secretYaml('login', { password: changed }));
  await encrypted('config.yaml', configMapYaml('app', { token: changed, pin: '4711' }));
  one.tree.commitAll();
  for (const text of await inEveryForm(0, 'plan')) {
    expect(text).toContain('password');
    expect(text).toContain('token');
    expect(text).toContain('(15 bytes, hidden)');
  }
  await inForm('markdown', 0, 'apply', '--yes');
  expect(await stored()).toEqual([Buffer.from(changed).toString('base64'), changed]);
});

test('drift in a decrypted object is told by its size, without the age key too, and reverted', async () => {
  const drifted = { data: { token: theirs } };
  await admin.patch(configMaps, { namespace: one.namespace, name: 'app' }, 'merge', drifted, {
    fieldManager: 'intruder',
  });
  for (const text of await inEveryForm(10, 'drift', '--detailed-exitcode')) {
    expect(text).toContain('intruder');
    expect(text).toContain('bytes, hidden');
  }
  const plain = await one.tree.run(['drift', '-v']);
  for (const value of [...hidden, theirs]) expect(said(plain)).not.toContain(value);
  await succeeds(one.tree, 'drift', '--revert');
  expect(await stored()).toEqual([Buffer.from(changed).toString('base64'), changed]);
});

test('what the server says of an object that it refuses does not repeat a value', async () => {
  await encrypted(
    'web.yaml',
    deployment(token, `, ports: [{ containerPort: 1, name: "${token}" }]`).replace(
      `value: ${token}`,
      `value: { in: ${token} }`,
    ),
  );
  await inEveryForm(1, 'plan');
  await inForm('text', 1, 'apply', '--yes', '--dirty');
  one.tree.git('checkout', '--quiet', '.');
  const status = await run('status', '-v');
  for (const value of hidden) expect(said(status)).not.toContain(value);
});

test('a rollback needs no age key, and shows no value', async () => {
  const told = await one.tree.run(['rollback', one.name, '--to', '1', '--yes', '-v']);
  expect(told.exitCode).toBe(0);
  for (const value of hidden) expect(said(told)).not.toContain(value);
  expect(await stored()).toEqual([Buffer.from(password).toString('base64'), token]);
});
