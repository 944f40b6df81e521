import { beforeAll, expect, test } from '@jest/globals';
import { field } from '../../src/manifests/json.ts';
import { secretYaml } from '../support/work-tree.ts';
import { type Scene, said, scene, succeeds } from './bad-input-scene.ts';
import { admin, cluster, secrets } from './client-scene.ts';

const [old, fresh, theirs] = ['OLD-SECRET-7c1e', 'NEW-SECRET-52fa', 'THEIR-SECRET-9d3b'];
const encoded = (value: string): string => Buffer.from(value).toString('base64');
const hidden = [old, fresh, theirs].flatMap((value) => [value, encoded(value)]);
const forms = ['text', 'json', 'markdown'];

let one: Scene;
const at = () => ({ namespace: one.namespace, name: 'login' });
const stored = async (): Promise<unknown> => field(await admin.get(secrets, at()), 'data', 'password');

beforeAll(async () => {
  one = await scene();
  one.tree.write('deploy/a.yaml', secretYaml('login', { password: old, untouched: old }));
  one.tree.commitAll();
  await succeeds(one.tree, 'apply', '--yes');
});

/** Runs it in every form; none may show a value, and all that was said is given back, by form. */
async function inEveryForm(exitCode: number, ...args: string[]): Promise<string[]> {
  const outputs: string[] = [];
  for (const form of forms) {
    const run = await one.tree.run([...args, '-v', '-o', form]);
    const text = said(run);
    expect({ form, exitCode: run.exitCode, text }).toEqual({ form, exitCode, text });
    for (const value of hidden) expect(text).not.toContain(value);
    outputs.push(text);
  }
  return outputs;
}

test('a plan shows that values of a Secret change, which keys, and no value', async () => {
  one.tree.write('deploy/a.yaml', secretYaml('login', { password: fresh, untouched: old, added: fresh }));
  for (const text of await inEveryForm(0, 'plan')) {
    expect(text).toContain('password');
    expect(text).toContain('added');
    expect(text).not.toContain('untouched');
  }
  one.tree.git('checkout', '--quiet', '.');
});

test('drift shows that a value was changed and by whom, and no value', async () => {
  await admin.patch(
    secrets,
    at(),
    'merge',
    { data: { password: encoded(theirs) } },
    { fieldManager: 'intruder' },
  );
  for (const text of await inEveryForm(10, 'drift', '--detailed-exitcode')) {
    expect(text).toContain('password');
    expect(text).toContain('intruder');
  }
  for (const text of await inEveryForm(0, 'plan')) expect(text).toContain('password');
  await succeeds(one.tree, 'drift', '--revert');
  expect(await stored()).toBe(encoded(old));
});

test.each([
  ['a value that is no base64', 1, `data: { password: ${fresh} }`],
  ['a mapping for a value', 1, `data: { password: { inner: ${fresh} } }`],
  ['another type, which cannot change', 3, `type: example.org/other\nstringData: { password: ${fresh} }`],
  ['an unknown field', 1, `stringData: { password: ${fresh} }\npassword: ${fresh}`],
])('an apply that fails for %s shows no value', async (_what, exitCode, lines) => {
  one.tree.write('deploy/a.yaml', `apiVersion: v1\nkind: Secret\nmetadata: { name: login }\n${lines}\n`);
  const outputs = await inEveryForm(exitCode, 'apply', '--yes', '--dirty');
  for (const text of outputs) expect(text).toContain('login');
  for (const form of forms) {
    const text = said(await one.tree.run(['status', '-v', '-o', form]));
    for (const value of hidden) expect(text).not.toContain(value);
  }
  expect(await stored()).toBe(encoded(old));
  one.tree.git('checkout', '--quiet', '.');
});

test('the record of a release shows no value in what anybody may read', async () => {
  const system = 'plumbline-system';
  const { stdout } = await cluster.kubectl(
    ['get', 'releases,configmaps,events', '-n', system, '-o', 'yaml'],
    {
      check: true,
    },
  );
  for (const value of hidden) expect(stdout).not.toContain(value);
});
