import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { kubeconfig } from '../support/kubeconfig.ts';
import { configMapYaml } from '../support/work-tree.ts';
import { type Scene, said, scene, succeeds } from './bad-input-scene.ts';
import { ca, cluster } from './client-scene.ts';

let one: Scene;
let applied: Record<string, string>;
beforeAll(async () => {
  one = await scene();
  one.tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  one.tree.write('deploy/b.yaml', configMapYaml('b', { key: 'one' }));
  one.tree.commitAll();
  await succeeds(one.tree, 'apply', '--yes');
  applied = await one.versions();
  expect(Object.keys(applied)).toEqual(
    expect.arrayContaining(['ConfigMap a', 'ConfigMap b', `Release ${one.name}`]),
  );
});

/** Applies what the change leaves, and puts everything back. */
async function applyWith(change: () => void, ...args: string[]): Promise<{ exitCode: number; said: string }> {
  const { tree } = one;
  const before = tree.git('rev-parse', 'HEAD');
  change();
  tree.commitAll();
  const run = await tree.run(['apply', '--yes', ...args]);
  tree.git('reset', '--hard', '--quiet', before);
  return { exitCode: run.exitCode, said: said(run) };
}

const broken = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n   labels: {}\n';
const set = (file: string, text: string) => () => one.tree.write(file, text);

describe('an apply that cannot go well touches nothing', () => {
  test('when the manifests have vanished: an empty set is never a prune of everything', async () => {
    const run = await applyWith(() => {
      one.tree.remove('deploy');
      one.tree.write('deploy/README.md', 'moved');
    });
    expect(run.exitCode).toBe(3);
    expect(run.said).toMatch(/✗ EMPTY_RENDER {2}deploy target .* renders to nothing/);
    expect(run.said).toContain('plumbline uninstall');
    expect(await one.versions()).toEqual(applied);
  });

  test('when the folder is gone', async () => {
    const run = await applyWith(() => one.tree.remove('deploy'));
    expect(run.exitCode).toBe(2);
    expect(run.said).toContain('✗ PATH_NOT_FOUND');
    expect(await one.versions()).toEqual(applied);
  });

  test('when one file is broken, however good the others are', async () => {
    const run = await applyWith(() => {
      one.tree.write('deploy/a.yaml', broken);
      one.tree.write('deploy/b.yaml', configMapYaml('b', { key: 'two' }));
    });
    expect(run.exitCode).toBe(1);
    expect(run.said).toContain('✗ MANIFEST_SYNTAX  deploy/a.yaml:5:10 ');
    expect(run.said).toContain('> 5 |    labels: {}');
    expect(await one.versions()).toEqual(applied);
  });

  test('when an object is there twice, of which both places are told', async () => {
    const run = await applyWith(set('deploy/c.yaml', configMapYaml('a', { key: 'two' })));
    expect(run.exitCode).toBe(1);
    expect(run.said).toMatch(
      /✗ DUPLICATE_OBJECT {2}deploy\/c.yaml:4:9 ConfigMap \S+\/a: .*\s+deploy\/a.yaml:1/,
    );
    expect(await one.versions()).toEqual(applied);
  });

  test('when a kind is not served', async () => {
    const run = await applyWith(set('deploy/c.yaml', configMapYaml('c').replace('ConfigMap', 'ConfigMpa')));
    expect(run.exitCode).toBe(1);
    expect(run.said).toMatch(/✗ UNKNOWN_KIND {2}deploy\/c.yaml:1 ConfigMpa \S+\/c: /);
    expect(await one.versions()).toEqual(applied);
  });

  test('when there are uncommitted changes', async () => {
    one.tree.write('deploy/a.yaml', configMapYaml('a', { key: 'two' }));
    const run = await one.tree.run(['apply', '--yes']);
    one.tree.git('checkout', '--quiet', '.');
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toContain('✗ DIRTY_WORK_TREE');
    expect(run.stdout).toContain('--dirty');
    expect(await one.versions()).toEqual(applied);
  });

  test('when more than half would be deleted without consent', async () => {
    const run = await applyWith(() => {
      one.tree.remove('deploy/a.yaml');
      one.tree.remove('deploy/b.yaml');
      one.tree.write('deploy/c.yaml', configMapYaml('c'));
    });
    expect(run.exitCode).toBe(3);
    expect(run.said).toContain('✗ CONSENT_REQUIRED');
    expect(run.said).toContain('allowDestroy: [');
    expect(await one.versions()).toEqual(applied);
  });

  test('when the token has expired, which is told of the server', async () => {
    const server = {
      server: cluster.server,
      'certificate-authority-data': Buffer.from(ca).toString('base64'),
    };
    const file = `${one.tree.root}/.kube-expired`;
    const text = kubeconfig({ cluster: server, user: { token: 'EXPIRED-TOKEN' } });
    const run = await applyWith(() => one.tree.write('.kube-expired', text), '--kubeconfig', file);
    expect(run.exitCode).toBe(1);
    expect(run.said).toContain(`✗ UNAUTHORIZED  ${new URL(cluster.server).host} refuses the login`);
    expect(run.said).toContain('remedy: Log in again');
    expect(run.said).not.toContain('EXPIRED-TOKEN');
    expect(await one.versions()).toEqual(applied);
  });

  test('when the login may not read, and the right that lacks is told', async () => {
    const { kubeconfig: file } = cluster.addUser('bad-input-nobody');
    const run = await applyWith(() => undefined, '--kubeconfig', file);
    expect(run.exitCode).toBe(1);
    expect(run.said).toContain('✗ FORBIDDEN');
    expect(run.said).toMatch(/remedy: Grant bad-input-nobody the verb get on releases\.plumbline\.dev\s+by/);
    expect(await one.versions()).toEqual(applied);
  });

  test('and the command leaves the work tree as it was', () => {
    expect(one.tree.git('status', '--porcelain')).toBe('');
    expect(readFileSync(`${one.tree.root}/deploy/a.yaml`, 'utf8')).toBe(configMapYaml('a', { key: 'one' }));
  });
});
