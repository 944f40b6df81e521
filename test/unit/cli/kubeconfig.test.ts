import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { kubeconfig } from '../../support/kubeconfig.ts';
import { configMapYaml, WorkTree } from '../../support/work-tree.ts';

const tree = new WorkTree({ name: 'shop' });
tree.write('deploy/a.yaml', configMapYaml('a'));
tree.commitAll();
const file = (name: string, text: string): string => {
  tree.write(`.kube/${name}`, text);
  return join(tree.root, '.kube', name);
};
/** Nothing listens on the port of discard. */
const nobody = { cluster: { server: 'https://127.0.0.1:9' }, user: { token: 'TOPSECRET' } };

describe('a kubeconfig', () => {
  test('that is not there is told by its path', async () => {
    const run = await tree.run(['plan', '--kubeconfig', '/nowhere/config']);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('/nowhere/config cannot be read (ENOENT) (KUBECONFIG_INVALID)');
  });

  test('that nobody gave is told with where it was looked for', async () => {
    const run = await tree.run(['plan'], { env: { HOME: '/nowhere' } });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('no kubeconfig: looked for /nowhere/.kube/config');
    expect(run.stderr).toContain('--kubeconfig');
  });

  test('without the context is told with the contexts it has', async () => {
    const run = await tree.run([
      'plan',
      '--kubeconfig',
      file('a', kubeconfig(nobody, 'staging')),
      '--context',
      'prod',
    ]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('the kubeconfig has no context prod (KUBECONFIG_INVALID)');
    expect(run.stderr).toContain('Known: staging.');
  });

  test('that is broken is told with its line, and without a word of what it holds', async () => {
    const run = await tree.run([
      'plan',
      '--kubeconfig',
      file('broken', 'users:\n- name: a\n  user: {token: TOPSECRET\n'),
    ]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/broken:\d+ error {2}.*is not valid YAML/);
    expect(run.stderr).not.toContain('TOPSECRET');
  });

  test('that wants to run a program is refused, unless the program is allowed by name', async () => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: '/bin/false',
      interactiveMode: 'Never',
    };
    const path = file('exec', kubeconfig({ ...nobody, user: { exec } }));
    const refused = await tree.run(['plan', '--kubeconfig', path]);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain('the kubeconfig wants to run the exec plugin false (EXEC_NOT_ALLOWED)');
    expect(refused.stderr).toContain('--allow-exec false');
    const allowed = await tree.run(['plan', '--kubeconfig', path, '--allow-exec', 'false']);
    expect(allowed.exitCode).toBe(1);
    expect(allowed.stderr).toContain('(UNAUTHORIZED)');
  });
});

describe('a server that nobody answers for', () => {
  const path = file('nobody', kubeconfig(nobody));

  test.each(['plan', 'status', 'history', 'drift'])(
    'is told of by %s on stderr, without the token',
    async (verb) => {
      const run = await tree.run([verb, '--kubeconfig', path]);
      expect(run).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: [
          'error  target shop: 127.0.0.1:9 cannot be reached: ECONNREFUSED (UNREACHABLE)',
          '   remedy: Check the server address, the network, and that the cluster is running.',
          '',
        ].join('\n'),
      });
    },
  );

  test('makes an apply fail, which its report tells', async () => {
    const run = await tree.run(['apply', '--yes', '--kubeconfig', path, '-o', 'json']);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({
      kind: 'ApplyReport',
      results: [{ target: 'shop', outcome: 'failed', objects: [], error: { code: 'UNREACHABLE' } }],
    });
    expect(run.stderr + run.stdout).not.toContain('TOPSECRET');
  });
});
