import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type AgeKey, ageKey, encryptInPlace, sopsProgram } from '../../support/sops.ts';
import { configMapYaml, secretYaml, WorkTree } from '../../support/work-tree.ts';

const [password, token] = ['correct-horse-8', 'bearer-token-77'];
const hidden = [password, token].flatMap((value) => [value, Buffer.from(value).toString('base64')]);
const forms = ['text', 'json', 'markdown'];

let key: AgeKey;
beforeAll(async () => {
  key = await ageKey();
  await sopsProgram();
}, 600_000);

/** A target of which these files are encrypted. */
async function tree(files: Record<string, string>, decryption = true): Promise<WorkTree> {
  const made = new WorkTree({ name: 'shop', lines: decryption ? ['decryption: { provider: sops }'] : [] });
  for (const [file, text] of Object.entries(files)) {
    made.write(`deploy/${file}`, text);
    await encrypt(made, file);
  }
  return made;
}

const encrypt = (made: WorkTree, file: string): Promise<void> =>
  encryptInPlace(made.root, `deploy/${file}`, [
    '--age',
    key.recipient,
    '--encrypted-regex',
    '^(data|stringData|env)$',
  ]);

const withKey = () => ({ env: { SOPS_AGE_KEY: key.identity } });

function expectHidden({ stdout, stderr }: { stdout: string; stderr: string }): void {
  for (const value of [...hidden, key.identity]) {
    expect(stdout).not.toContain(value);
    expect(stderr).not.toContain(value);
  }
}

describe('a target with decryption', () => {
  test.each(forms.slice(0, 2))('renders what was encrypted, and prints no value of it (%s)', async (form) => {
    const made = await tree({
      'a.yaml': secretYaml('login', { password, pin: '12' }),
      'b.yaml': configMapYaml('app', { token }),
    });
    made.write('deploy/c.yaml', configMapYaml('open', { greeting: 'hello' }));
    const run = await made.run(['render', '-o', form], withKey());
    expect(run.exitCode).toBe(0);
    expectHidden(run);
    expect(run.stdout).toContain('hello');
    expect(run.stdout).toContain('(15 bytes, hidden)');
    expect(run.stdout).toContain('(2 bytes, hidden)');
    expect(run.stdout).not.toContain('sops');
  });

  test.each(forms)(
    'shows in a plan of Git against Git which values change, and none of them (%s)',
    async (form) => {
      const made = await tree({
        'a.yaml': secretYaml('login', { password, same: token }),
        'b.yaml': configMapYaml('app', { token, same: password }),
      });
      made.commitAll();
      made.write('deploy/a.yaml', secretYaml('login', { password: `${password}-2`, same: token }));
      made.write('deploy/b.yaml', configMapYaml('app', { token: `${token}-2`, same: password }));
      for (const file of ['a.yaml', 'b.yaml']) await encrypt(made, file);
      const run = await made.run(['plan', '--base', 'HEAD', '-v', '-o', form], withKey());
      expect(run.exitCode).toBe(0);
      expectHidden(run);
      for (const text of ['password', 'token', '(15 bytes, hidden)']) expect(run.stdout).toContain(text);
      expect(run.stdout).not.toContain('same');
    },
  );

  test.each(forms)(
    'tells what is wrong with a decrypted manifest at its line, without its values (%s)',
    async (form) => {
      const made = await tree({
        'a.yaml': `${secretYaml('login', { password })}---\n${configMapYaml('app', { token })}---\n${configMapYaml('app', { token })}`,
        'b.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: wrong }\ndata:\n  token: ${token}\n  password: { in: ${password} }\n`,
        'c.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: bad }\ndata: { password: "${password}" }\n`,
      });
      const run = await made.run(['validate', '-o', form], withKey());
      expect(run.exitCode).toBe(1);
      expectHidden(run);
      const line = (file: string, text: RegExp) =>
        1 +
        made
          .read(file)
          .split('\n')
          .findIndex((one) => text.test(one));
      const at = line('deploy/c.yaml', /password:/);
      expect(run.stdout).toContain('is not valid base64');
      expect(run.stdout).toMatch(form === 'json' ? new RegExp(`"line": ${at}\\b`) : `deploy/c.yaml:${at}`);
      expect(run.stdout).toContain('the object is there twice');
    },
  );

  test('fills in variables after it has decrypted, and quotes none of a decrypted file', async () => {
    const made = await tree({
      'a.yaml': configMapYaml('app', { url: `https://\${HOST}/${token}`, bad: `x\${Passw0rd}y` }),
    });
    made.write(
      'plumbline.yaml',
      `${made.read('plumbline.yaml')}    substitute: { HOST: shop.example.org }\n`,
    );
    const run = await made.run(['validate'], withKey());
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('VARIABLE_INVALID');
    expect(run.stdout).toContain('data.bad');
    expect(run.stdout + run.stderr).not.toContain('Passw0rd');
    expectHidden(run);
  });
});

describe('the age key', () => {
  test('may be in a file that the environment or an option names', async () => {
    const made = await tree({ 'a.yaml': secretYaml('login', { password }) });
    writeFileSync(join(made.root, 'keys.txt'), `# created: today\n${key.identity}\n`);
    expect((await made.run(['validate', '--age-key-file', 'keys.txt'])).exitCode).toBe(0);
    expect((await made.run(['validate'], { env: { SOPS_AGE_KEY_FILE: 'keys.txt' } })).exitCode).toBe(0);
  });

  test.each([
    ['is missing', {}, /no age key is given/, 1],
    ['is another', { SOPS_AGE_KEY: `AGE-SECRET-KEY-1${'Q'.repeat(58)}` }, /mistyped|opens it/, 1],
    ['is of another kind', { SOPS_AGE_KEY: 'ssh-secret-text' }, /no key of age/, 2],
    ['is in a file that is not there', { SOPS_AGE_KEY_FILE: 'nowhere.txt' }, /cannot be read/, 2],
  ])('that %s is told with the file and what to do', async (_what, env, message, exitCode) => {
    const made = await tree({ 'a.yaml': secretYaml('login', { password }) });
    const run = await made.run(['render'], { env });
    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toContain('remedy');
    expect(run.stdout + run.stderr).not.toMatch(/QQQQ|ssh-secret/);
  });

  test('is not asked for where nothing is encrypted', async () => {
    const made = new WorkTree({ name: 'shop', lines: ['decryption: { provider: sops }'] });
    made.write('deploy/a.yaml', configMapYaml('a'));
    expect((await made.run(['validate'])).exitCode).toBe(0);
  });

  test('does not reach the processes that are started', async () => {
    const made = await tree({ 'a.yaml': secretYaml('login', { password }) });
    made.write('bin/git', '#!/bin/sh\nenv >> "$HOME/seen"\nexec /usr/bin/git "$@"\n');
    made.git('update-index', '--add', '--chmod=+x', 'bin/git');
    made.git('checkout-index', '--force', 'bin/git');
    const path = `${join(made.root, 'bin')}:/usr/bin:/bin`;
    await made.run(['plan', '--base', 'HEAD'], { env: { PATH: path, SOPS_AGE_KEY: key.identity } });
    expect(made.read('seen')).toContain('PATH=');
    expect(made.read('seen')).not.toContain('AGE-SECRET');
  });
});

test('without decryption an encrypted manifest is refused with what to do', async () => {
  const made = await tree({ 'a.yaml': secretYaml('login', { password }) }, false);
  const run = await made.run(['validate'], withKey());
  expect(run.exitCode).toBe(2);
  expect(run.stdout).toContain('the manifest is encrypted with SOPS (UNSUPPORTED)');
  expect(run.stdout).toContain('decryption: { provider: sops }');
});

describe('without an age key', () => {
  const withoutKey = async (): Promise<WorkTree> => {
    const made = await tree({ 'a.yaml': secretYaml('login', { password }) });
    made.write('deploy/b.yaml', configMapYaml('open', { greeting: 'hello' }));
    made.commitAll();
    return made;
  };

  test('all the rest is validated, and what was not is told', async () => {
    const made = await withoutKey();
    const run = await made.run(['validate']);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toContain('NOT_DECRYPTED');
    expect(run.stdout).toContain('deploy/a.yaml:1');
    made.write('deploy/b.yaml', 'kind: ConfigMap\n');
    expect((await made.run(['validate'])).exitCode).toBe(1);
  });

  test('all the rest is compared in Git, and what was not is told', async () => {
    const made = await withoutKey();
    made.write('deploy/a.yaml', secretYaml('login', { password: token }));
    await encrypt(made, 'a.yaml');
    made.write('deploy/b.yaml', configMapYaml('open', { greeting: 'good day' }));
    const run = await made.run(['plan', '--base', 'HEAD']);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toContain('good day');
    expect(run.stdout).toContain('no age key is given');
  });
});
