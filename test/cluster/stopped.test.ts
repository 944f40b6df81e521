import { expect, test } from '@jest/globals';
import { HeldLease, tryAcquire } from '../../src/apply/lease.ts';
import { field } from '../../src/manifests/json.ts';
import { releaseResource } from '../../src/release/id.ts';
import type { CommandRun } from '../support/command.ts';
import { configMapYaml } from '../support/work-tree.ts';
import { type Scene, scene, succeeds } from './bad-input-scene.ts';
import { admin, configMaps } from './client-scene.ts';

const system = 'plumbline-system';
const held = (name: string): string =>
  configMapYaml(name).replace('metadata:', 'metadata:\n  finalizers: [test.plumbline.dev/held]');

/** Applied: `a`, and `b`, which a finalizer holds. */
async function applied(): Promise<Scene> {
  const here = await scene();
  here.tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  here.tree.write('deploy/b.yaml', held('b'));
  here.tree.commitAll();
  await succeeds(here.tree, 'apply', '--yes');
  return here;
}

/** Runs a command, and sends it the signal as soon as it has said this. */
function stoppedAt(
  { tree }: Scene,
  said: string,
  signal: NodeJS.Signals,
  ...args: string[]
): Promise<CommandRun> {
  let sent = false;
  return tree.run(args, {
    onProgress: (soFar, kill) => {
      if (sent || !soFar.includes(said)) return;
      sent = true;
      kill(signal);
    },
  });
}

const release = ({ name }: Scene): ReturnType<typeof admin.get> =>
  admin.get(releaseResource, { namespace: system, name });

async function letGo({ namespace }: Scene): Promise<void> {
  const metadata = { finalizers: null };
  await admin.patch(configMaps, { namespace, name: 'b' }, 'merge', { metadata });
}

test('a signal while a finalizer holds what an apply deletes ends it: the revision stands, the deletion is left', async () => {
  const here = await applied();
  here.tree.remove('deploy/b.yaml');
  here.tree.commitAll();
  const run = await stoppedAt(here, 'deleting 1 object', 'SIGTERM', 'apply', '--yes');
  expect(run).toMatchObject({ exitCode: 143, stderr: expect.stringContaining('SIGTERM: stopping') });
  expect(run.stdout).toContain('stopped by a signal before 1 object was gone');
  expect(field(await release(here), 'spec', 'current')).toMatchObject({
    revision: 2,
    tombstones: [{ name: 'b' }],
  });
  await letGo(here);
  await succeeds(here.tree, 'apply', '--yes', '--lock-timeout', '0s');
  expect(field(await release(here), 'spec', 'current', 'tombstones')).toEqual([]);
});

test('a signal while a finalizer holds what an uninstall deletes ends it, and the record stays', async () => {
  const here = await applied();
  const args = ['uninstall', here.name, '--yes'];
  const run = await stoppedAt(here, 'deleting 2 objects', 'SIGINT', ...args);
  expect(run).toMatchObject({ exitCode: 130, stdout: expect.stringContaining('✗ CANCELLED') });
  expect(await release(here)).toBeDefined();
  await letGo(here);
  await succeeds(here.tree, ...args);
  expect(await release(here)).toBeUndefined();
});

test('a signal while drift --revert waits for the lease ends it: what was found is told, and nothing written', async () => {
  const here = await applied();
  const { namespace, name } = here;
  const at = { namespace, name: 'a' };
  await admin.patch(configMaps, at, 'merge', { data: { key: 'theirs' } });
  const lease = await tryAcquire({
    client: admin,
    release: { namespace: system, name },
    holder: 'somebody else',
    durationMs: 60_000,
  });
  const run = await stoppedAt(here, 'waiting for somebody else', 'SIGTERM', 'drift', '--revert');
  if (lease instanceof HeldLease) await lease.release();
  expect(run).toMatchObject({ exitCode: 143, stdout: expect.stringContaining('1 drifted') });
  expect((await admin.get(configMaps, at))?.data).toEqual({ key: 'theirs' });
  await letGo(here);
});

test('drift --revert is refused during a pause, before anything is written, unless it is said to go on', async () => {
  const here = await applied();
  const at = { namespace: here.namespace, name: 'a' };
  await admin.patch(configMaps, at, 'merge', { data: { key: 'theirs' } });
  await succeeds(here.tree, 'pause', here.name, '--for', '2h', '--reason', 'an incident');
  const refused = await here.tree.run(['drift', '--revert']);
  expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('an incident (PAUSED)') });
  expect((await admin.get(configMaps, at))?.data).toEqual({ key: 'theirs' });
  await succeeds(here.tree, 'drift', '--revert', '--during-pause');
  expect((await admin.get(configMaps, at))?.data).toEqual({ key: 'one' });
  await letGo(here);
});
