import { describe, expect, test } from '@jest/globals';
import { configMapYaml, secretYaml, WorkTree } from '../../support/work-tree.ts';

const tree = (): WorkTree => new WorkTree({ name: 'shop', lines: ['substitute: { REGION: eu-1, N: "3" }'] });

describe('a target with values for variables', () => {
  test('renders manifests with them, numbers where nothing quotes them', async () => {
    const made = tree();
    made.write(
      'deploy/a.yaml',
      [
        'apiVersion: apps/v1',
        'kind: Deployment',
        `metadata: { name: "web-\${REGION}", annotations: { literal: "$$\${N}" } }`,
        'spec:',
        `  replicas: \${N} # \${UNKNOWN} in a comment`,
        'status: {}',
        '',
      ].join('\n'),
    );
    const { stdout, exitCode } = await made.run(['render', '-o', 'json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      items: [{ metadata: { name: 'web-eu-1', annotations: { literal: '$3' } }, spec: { replicas: 3 } }],
    });
  });

  test.each([
    ['without a value', `  b: one \${NONE} two\n`, 'a.yaml:7:10', 'the variable NONE has no value'],
    ['that is never closed', `  b: one \${N\n`, 'a.yaml:7:10', 'can be read'],
    [
      'in a text of several lines',
      `  b: |\n    one\n    two \${NONE}\n`,
      'a.yaml:9:9',
      'the variable NONE has no value',
    ],
    ['in a name', `  \${NONE}: a\n`, 'a.yaml:7:3', 'the variable NONE has no value'],
  ])('tells the place of a variable %s', async (_what, line, place, message) => {
    const made = tree();
    made.write('deploy/a.yaml', `${configMapYaml('a', { first: `\${N}` })}${line}`);
    const { stdout, exitCode } = await made.run(['validate']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`deploy/${place} error  `);
    expect(stdout).toContain(message);
    expect(stdout).toContain('VARIABLE_INVALID');
  });

  test('tells later mistakes at their place in the file', async () => {
    const made = tree();
    made.write(
      'deploy/a.yaml',
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    replicas: \${N}\n`,
    );
    const { stdout, exitCode } = await made.run(['validate']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('deploy/a.yaml:6:15 error');
    expect(stdout).toContain('must be a string, found a number');
  });

  test('does not show what looks like a variable in a Secret', async () => {
    const made = tree();
    made.write('deploy/a.yaml', secretYaml('login', { password: `hunter\${TWO}` }));
    for (const form of ['text', 'json', 'markdown']) {
      const { stdout, stderr, exitCode } = await made.run(['validate', '-o', form]);
      expect(exitCode).toBe(1);
      expect(stdout + stderr).not.toMatch(/TWO|hunter/);
      expect(stdout).toContain('password');
    }
  });

  test('leaves objects alone that switch it off, and all without it', async () => {
    const made = tree();
    const text = configMapYaml('a', { script: `echo \${HOME} $$` });
    made.write(
      'deploy/a.yaml',
      text.replace('  name: a', '  name: a\n  annotations: { plumbline.dev/substitute: disabled }'),
    );
    expect((await made.run(['render'])).stdout).toContain(`echo \${HOME} $$`);
    const plain = new WorkTree({ name: 'shop' });
    plain.write('deploy/a.yaml', text);
    expect((await plain.run(['render'])).stdout).toContain(`echo \${HOME} $$`);
  });
});
