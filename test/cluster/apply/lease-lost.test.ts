import { expect, test } from '@jest/globals';
import { leaseName, leaseResource } from '../../../src/apply/lease-object.ts';
import type { ClusterClient } from '../../../src/cluster/types.ts';
import type { KubeObject } from '../../../src/manifests/types.ts';
import { chunkLabel } from '../../../src/release/id.ts';
import { around, configMaps } from '../release-server.ts';
import { configMap, invalid, live, object, recordOf, releases, useClient } from './scene.ts';
import { InProcess } from './target.ts';

const client = useClient();

/** A target whose lease another run takes, as it may once it has run out. */
class Robbed extends InProcess {
  #isTaken = false;
  /** Resolves when a renewal has learnt of it. */
  readonly learnt: Promise<void>;
  /** Keeps the record, and tells what the lease's own requests learn. */
  readonly record: ClusterClient;

  constructor() {
    super(client());
    const { promise, resolve } = Promise.withResolvers<void>();
    this.learnt = promise;
    this.record = around(client(), async (method, send, { kind }) => {
      const answer = await send();
      if (this.#isTaken && kind === 'Lease' && method === 'get') setImmediate(resolve);
      return answer;
    });
  }

  async rob(): Promise<void> {
    const renewTime = new Date(client().now()).toISOString().replace('Z', '000Z');
    const spec = { holderIdentity: 'another', acquireTime: renewTime, renewTime };
    await client().patch(leaseResource, { namespace: releases, name: leaseName(this.name) }, 'merge', {
      spec,
    });
    this.#isTaken = true;
  }
}

const rollback = { onFailure: 'rollback' as const };
const another = expect.stringContaining('another holds it now');
/** Renewed every second. */
const short = { durationMs: 3000 };

test('an apply whose lease is taken in the middle of a stage writes nothing more, to objects or record', async () => {
  const target = new Robbed();
  await target.apply([configMap('a')]);
  const objects = around(client(), async (method, send, { kind }) => {
    if (method === 'apply' && kind === 'ConfigMap') {
      await target.rob();
      await target.learnt;
    }
    return send();
  });
  const change = { commit: 'b', client: target.record, objects, target: rollback };
  const result = await target.apply([configMap('a', { a: '2' })], change, short);
  expect(result.error).toMatchObject({ code: 'LOCK_LOST', message: another });
  expect((await live(client(), target, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
  const { pending, status } = await recordOf(client(), target);
  expect(pending).toMatchObject({ revision: 2, phase: 'applying' });
  expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
});

test('an object deleted to be replaced is not made anew once the lease is lost', async () => {
  const target = new Robbed();
  const binding = (role: string): KubeObject =>
    object(
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      'web',
      { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role } },
      { annotations: { 'plumbline.dev/replace': 'allow' } },
    );
  await target.apply([configMap('a'), binding('one')]);
  const objects = around(client(), async (method, send, { kind }) => {
    const answer = await send();
    if (method === 'delete' && kind === 'RoleBinding') {
      await target.rob();
      await target.learnt;
    }
    return answer;
  });
  const change = { commit: 'b', client: target.record, objects };
  const result = await target.apply([configMap('a'), binding('two')], change, short);
  expect(result.error).toMatchObject({ code: 'LOCK_LOST', message: another });
  expect(await live(client(), target, 'RoleBinding', 'web')).toBeUndefined();
});

test('an apply that fails while another run has taken its lease says why it failed, and leaves the record alone', async () => {
  const target = new Robbed();
  await target.apply([configMap('a')]);
  const objects = around(client(), async (method, send, { kind }) => {
    if (method === 'apply' && kind === 'Deployment') await target.rob();
    return send();
  });
  const change = { commit: 'b', objects, target: rollback };
  const result = await target.apply([configMap('a', { a: '2' }), invalid], change);
  expect(result).toMatchObject({
    outcome: 'failed',
    error: { code: 'APPLY_FAILED', object: `Deployment ${target.name}/invalid` },
    objects: [{ outcome: 'done' }, { outcome: 'failed' }],
    warnings: [
      expect.stringMatching(/does not say that it failed: .*another holds it now/),
      expect.stringMatching(/not rolled back: .*another holds it now/),
    ],
  });
  expect((await recordOf(client(), target)).pending).toMatchObject({ revision: 2, phase: 'applying' });
});

test('an apply whose lease is taken at its very end collects no chunks: they may be those of another', async () => {
  const target = new Robbed();
  await target.apply([configMap('a')]);
  const chunk = { namespace: releases, name: `plr-${target.name}-of-another` };
  await client().create(configMaps, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...chunk, labels: { [chunkLabel]: target.name } },
  });
  const record = around(client(), async (method, send, { kind }) => {
    const answer = await send();
    if (method === 'apply' && kind === 'Release') await target.rob();
    return answer;
  });
  const result = await target.apply([configMap('a', { a: '2' })], { commit: 'b', client: record });
  expect(result).toMatchObject({ outcome: 'failed', revision: 2, error: { code: 'LOCK_LOST' } });
  expect(await client().get(configMaps, chunk)).toBeDefined();
});
