import { describe, expect, test } from '@jest/globals';
import { configMapYaml, secretYaml, WorkTree } from '../../support/work-tree.ts';

const value = 'TOPSECRET-1f6a';
const hidden = [value, Buffer.from(value).toString('base64')];
const forms = ['text', 'json', 'markdown'] as const;

function expectHidden(run: { stdout: string; stderr: string }): void {
  for (const text of hidden) {
    expect(run.stdout).not.toContain(text);
    expect(run.stderr).not.toContain(text);
  }
}

/** A manifest as an item of a list, two columns in. */
const indented = (yaml: string): string => yaml.trimEnd().replaceAll('\n', '\n    ').concat('\n');

describe('the value of a Secret is not shown', () => {
  const good = secretYaml('login', { password: value });
  const mistakes: [string, string][] = [
    ['broken YAML', good.replace(`"${value}"`, `"${value}`)],
    ['broken YAML elsewhere in the file', `${good}---\n${configMapYaml('a')}   b: [`],
    ['a value that is no string', good.replace(`"${value}"`, `{ inner: ${value} }`)],
    ['data that is no base64', good.replace('stringData', 'data')],
    ['the value as a second key', `${good}  password: ${value}\n`],
    [
      'the value in a label',
      good.replace('  name: login', `  name: login\n  labels: { a: "${value} ${value}" }`),
    ],
    ['the value as an anchor', good.replace(`"${value}"`, `*${value}`)],
    [
      'a Secret in a List',
      `apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  metadata: { name: 3 }\n  data: { a: ${value} }\n`,
    ],
  ];

  test.each(mistakes)('for %s, in any form', async (_what, text) => {
    const tree = new WorkTree({ name: 'shop' });
    tree.write('deploy/a.yaml', text);
    for (const run of await Promise.all(forms.map((form) => tree.run(['validate', '-o', form])))) {
      expect(run.exitCode).toBe(1);
      expectHidden(run);
    }
  });

  test('of what is nearly a Secret either, in a plan of Git against Git', async () => {
    const tree = new WorkTree({ name: 'shop' });
    tree.write('deploy/a.yaml', configMapYaml('other'));
    tree.commitAll();
    const list = `apiVersion: v1\nkind: List\nmetadata: { name: all }\nitems:\n`;
    const nearly = {
      'a List with a name': `${list}  - ${indented(good)}`,
      'a List without a list': `${list}    ${indented(good)}`,
      'a kind written small': good.replace('kind: Secret', 'kind: secret'),
      'a kind in the plural': good.replace('kind: Secret', 'kind: Secrets'),
      'a Secret of another group': good.replace('apiVersion: v1', 'apiVersion: example.org/v1'),
    };
    for (const [name, text] of Object.entries(nearly)) tree.write(`deploy/${name}.yaml`, text);
    const plan = (form: string) => tree.run(['plan', '--base', 'HEAD', '-v', '-o', form]);
    for (const run of await Promise.all(forms.map(plan))) {
      // The schemas know none of them.
      expect(run.exitCode).toBe(1);
      expectHidden(run);
      for (const name of Object.keys(nearly)) expect(run.stdout).toContain(`${name}.yaml`);
    }
  });

  test.each(forms)(
    'in a plan of Git against Git (%s), and different ones show as different',
    async (form) => {
      const tree = new WorkTree({ name: 'shop' });
      tree.write('deploy/a.yaml', secretYaml('login', { password: value, same: value }));
      tree.write('deploy/b.yaml', secretYaml('old', { password: value }));
      tree.commitAll();
      tree.write('deploy/a.yaml', secretYaml('login', { password: `${value}-2`, same: value, added: value }));
      tree.write('deploy/c.yaml', secretYaml('new', { password: value }));
      tree.remove('deploy/b.yaml');
      const run = await tree.run(['plan', '--base', 'HEAD', '-v', '-o', form]);
      expect(run.exitCode).toBe(0);
      expectHidden(run);
      expect(run.stdout).toContain('password');
      expect(run.stdout).toContain('added');
      expect(run.stdout).toMatch(/\d+ bytes/);
      expect(run.stdout).not.toContain('data.same');
    },
  );
});
