import { beforeAll, describe, expect, test } from '@jest/globals';
import { type AgeKey, ageKey, encryptInPlace, sopsProgram } from '../../support/sops.ts';
import { secretYaml, WorkTree } from '../../support/work-tree.ts';

const [password, token] = ['correct-horse-8', 'bearer-token-77'];
const hidden = [password, token].flatMap((value) => [value, Buffer.from(value).toString('base64')]);

let key: AgeKey;
beforeAll(async () => {
  [key] = await Promise.all([ageKey(), sopsProgram()]);
}, 600_000);

/** A target with files of which those named are encrypted. */
async function tree(
  files: Record<string, string>,
  encrypted: string[],
  lines: string[] = [],
): Promise<WorkTree> {
  const made = new WorkTree({
    name: 'shop',
    lines: ['decryption: { provider: sops }', 'substitute: { TAG: "1.4" }', ...lines],
  });
  for (const [file, text] of Object.entries(files)) made.write(`deploy/${file}`, text);
  for (const file of encrypted) await encryptInPlace(made.root, `deploy/${file}`, ['--age', key.recipient]);
  return made;
}

async function rendered(
  made: WorkTree,
): Promise<{ kind: string; metadata: { name: string }; data?: Record<string, string> }[]> {
  const run = await made.run(['render', '-o', 'json'], { env: { SOPS_AGE_KEY: key.identity } });
  expect({ exitCode: run.exitCode, stderr: run.stderr }).toMatchObject({ exitCode: 0 });
  for (const value of [...hidden, key.identity]) expect(run.stdout + run.stderr).not.toContain(value);
  return (JSON.parse(run.stdout) as { items: [] }).items;
}

test('a kustomization is built of decrypted resources, variables and files', async () => {
  const made = await tree(
    {
      'kustomization.yaml': [
        'resources: [secret.yaml, app.yaml]',
        'generatorOptions: { disableNameSuffixHash: true }',
        'secretGenerator:',
        '  - { name: made, envs: [login.env], files: [key.bin] }',
        'configMapGenerator:',
        '  - { name: copied, envs: [login.env] }',
        '  - { name: open, literals: [greeting=hello] }',
        '',
      ].join('\n'),
      'secret.yaml': secretYaml('login', { password }),
      'app.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\ndata: { image: "web:\${TAG}" }\n`,
      'login.env': `TOKEN=${token}\n`,
      'key.bin': 'binary-secret-99\n',
    },
    ['secret.yaml', 'login.env', 'key.bin'],
  );
  const objects = await rendered(made);
  const named = new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
  expect(named.get('ConfigMap app')?.data).toEqual({ image: 'web:1.4' });
  expect(named.get('ConfigMap open')?.data).toEqual({ greeting: 'hello' });
  expect(named.get('ConfigMap copied')?.data).toEqual({ TOKEN: '(15 bytes, hidden)' });
  expect(named.get('Secret login')).toBeDefined();
  expect(named.get('Secret made')?.data).toEqual({
    TOKEN: '(15 bytes, hidden)',
    'key.bin': '(17 bytes, hidden)',
  });
});

test('a chart is rendered with decrypted values, which show nowhere', async () => {
  const made = await tree(
    {
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'values.yaml': 'greeting: hello\n',
      'secret-values.yaml': `password: ${password}\n`,
      'templates/app.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\ndata: { url: "https://x:{{ .Values.password }}@db", greeting: {{ .Values.greeting }} }\n',
      'templates/open.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: open }\ndata: { greeting: {{ .Values.greeting }} }\n',
    },
    ['secret-values.yaml'],
    ['helm: { valuesFiles: [secret-values.yaml] }'],
  );
  const objects = await rendered(made);
  const named = new Map(objects.map((object) => [object.metadata.name, object]));
  expect(named.get('app')?.data).toEqual({ url: '(28 bytes, hidden)', greeting: '(5 bytes, hidden)' });
  expect(named.get('open')?.data).toEqual({ greeting: 'hello' });
});

test('a mistake of a template that holds a decrypted value is told without it', async () => {
  const made = await tree(
    {
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'secret-values.yaml': `password: ${password}\n`,
      'templates/app.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app, labels: { x: "{{ .Values.password }} y" } }\ndata: { a: {{ .Values.password | fail }} }\n',
    },
    ['secret-values.yaml'],
    ['helm: { valuesFiles: [secret-values.yaml] }'],
  );
  for (const form of ['text', 'json', 'markdown']) {
    const run = await made.run(['validate', '-o', form], { env: { SOPS_AGE_KEY: key.identity } });
    expect(run.exitCode).toBe(1);
    for (const value of hidden) expect(run.stdout + run.stderr).not.toContain(value);
    expect(run.stdout).toContain('(hidden)');
  }
});

describe('files of other targets, with keys that are not here', () => {
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'values-here.yaml': `password: ${password}\n`,
    'values-there.yaml': `password: ${token}\n`,
    'templates/app.yaml':
      'apiVersion: v1\nkind: Secret\nmetadata: { name: app }\nstringData: { a: {{ .Values.password | quote }} }\n',
  };
  const withOther = async (lines: string[], more: Record<string, string> = {}): Promise<WorkTree> => {
    const made = await tree({ ...files, ...more }, ['values-here.yaml'], lines);
    await encryptInPlace(made.root, 'deploy/values-there.yaml', ['--age', (await ageKey()).recipient]);
    return made;
  };

  test('are no matter where they are not used', async () => {
    const made = await withOther(['helm: { valuesFiles: [values-here.yaml] }']);
    expect(await rendered(made)).toHaveLength(1);
  });

  test.each([
    ['a chart takes one for values', ['helm: { valuesFiles: [values-there.yaml] }'], {}],
    [
      'a kustomization makes a Secret of one',
      [],
      {
        'Chart.yaml': '',
        'kustomization.yaml': 'secretGenerator:\n- { name: made, files: [values-there.yaml] }\n',
      },
    ],
  ])('are refused where %s', async (_what, lines, more) => {
    const made = await withOther(lines, more);
    if ('kustomization.yaml' in more) made.remove('deploy/Chart.yaml');
    const run = await made.run(['render'], { env: { SOPS_AGE_KEY: key.identity } });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('deploy/values-there.yaml');
    expect(run.stderr).toContain('no age key given opens it (DECRYPTION_FAILED)');
  });
});

test('a value that was taken out of an encrypted file is refused', async () => {
  const made = await tree({ 'a.yaml': secretYaml('login', { password }) }, ['a.yaml']);
  const text = made.read('deploy/a.yaml');
  made.write('deploy/a.yaml', secretYaml('login', { password: /ENC\[.*\]/.exec(text)?.[0] ?? '' }));
  const run = await made.run(['render'], { env: { SOPS_AGE_KEY: key.identity } });
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toContain(
    'deploy/a.yaml:1 error  Secret login: it holds a value that SOPS has encrypted',
  );
});
