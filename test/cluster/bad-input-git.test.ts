import { expect, test } from '@jest/globals';
import type { KubeObject } from '../../src/manifests/types.ts';
import { releaseResource } from '../../src/release/id.ts';
import { plumbline } from '../support/command.ts';
import { configMapYaml } from '../support/work-tree.ts';
import { emptyFolder, TestRepository } from '../unit/git/repositories.ts';
import { said, scene, succeeds } from './bad-input-scene.ts';
import { admin, cluster } from './client-scene.ts';

/** A clone with as much history as given, and how to run the command in it. */
function cloneOf(root: string, ...how: string[]) {
  const cwd = emptyFolder();
  const clone = new TestRepository(cwd);
  clone.git('remote', 'add', 'origin', `file://${root}`);
  clone.git('fetch', '--quiet', ...how, 'origin', 'main');
  clone.git('reset', '--quiet', '--hard', 'FETCH_HEAD');
  return { clone, run: (...args: string[]) => plumbline(args, { cwd, env: cluster.env }) };
}

test('a shallow clone fetches the history that it needs, and applies', async () => {
  const { tree } = await scene();
  tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  tree.commitAll();
  await succeeds(tree, 'apply', '--yes');
  for (const value of ['two', 'three']) tree.commit('deploy/a.yaml', configMapYaml('a', { key: value }));
  const { clone, run } = cloneOf(tree.root, '--depth=1');
  expect(clone.git('rev-list', '--count', 'HEAD')).toBe('1');
  const applied = await run('apply', '--yes');
  expect(said(applied)).toContain('1 changed');
  expect(applied.exitCode).toBe(0);
});

test('a shallow clone whose origin is gone cannot tell what is newer: refused, and nothing is touched', async () => {
  const { tree, versions } = await scene();
  tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  tree.commitAll();
  await succeeds(tree, 'apply', '--yes');
  const before = await versions();
  tree.commit('deploy/a.yaml', configMapYaml('a', { key: 'two' }));
  const { clone, run } = cloneOf(tree.root, '--depth=1');
  clone.git('remote', 'set-url', 'origin', 'file:///nowhere');
  const refused = await run('apply', '--yes');
  expect(refused.exitCode).toBe(3);
  expect(refused.stdout).toContain('✗ ANCESTRY_UNKNOWN');
  expect(refused.stdout).toContain('fetch-depth: 0');
  expect(await versions()).toEqual(before);
});

test('an older commit is refused once a newer one is applied, naming both', async () => {
  const { tree, versions } = await scene();
  tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  const older = tree.commitAll();
  const newer = tree.commit('deploy/a.yaml', configMapYaml('a', { key: 'two' }));
  await succeeds(tree, 'apply', '--yes');
  const before = await versions();
  tree.git('checkout', '--quiet', older);
  const refused = await tree.run(['apply', '--yes']);
  expect(refused.exitCode).toBe(3);
  expect(refused.stdout).toContain(
    `✗ STALE_COMMIT  commit ${older.slice(0, 7)} is older than ${newer.slice(0, 7)}, which is applied already`,
  );
  expect(refused.stdout).toContain('plumbline rollback');
  expect(await versions()).toEqual(before);
});

test('a release of somebody else that a newer version has written keeps nobody from planning', async () => {
  const { tree, name } = await scene();
  tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  tree.commitAll();
  await succeeds(tree, 'apply', '--yes');
  tree.git('remote', 'add', 'origin', 'https://git.example/acme/shop.git');
  const metadata = { name: `${name}-newer`, namespace: 'plumbline-system' };
  const { apiVersion } = await appliedRelease(name);
  await admin.create(releaseResource, { apiVersion, kind: 'Release', metadata, spec: { format: 99 } });
  try {
    expect((await succeeds(tree, 'plan')).stdout).toContain('nothing changes');
  } finally {
    await admin.delete(releaseResource, metadata);
  }
});

async function appliedRelease(name: string): Promise<KubeObject> {
  const found = await admin.get(releaseResource, { namespace: 'plumbline-system', name });
  if (found === undefined) throw new Error(`${name} was applied`);
  return found;
}
