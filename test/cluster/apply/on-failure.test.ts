import { expect, test } from '@jest/globals';
import { diesAt } from './killed/death.ts';
import {
  applied,
  claim,
  configMap,
  deployment,
  endedWith,
  invalid,
  kubectlApply,
  live,
  delivery as newDelivery,
  partOf,
  recordOf,
  useClient,
} from './scene.ts';

const client = useClient();

test('a failed apply is rolled back: changes are undone, what it made is gone, and it has failed all the same', async () => {
  const delivery = newDelivery();
  delivery.configure({ onFailure: 'rollback' });
  const first = delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  delivery.commit([configMap('a', { a: '2', b: '2' }), configMap('b'), invalid]);
  const failed = await delivery.apply();

  expect(failed.exitCode).toBe(1);
  expect(failed.result).toMatchObject({ outcome: 'rolled-back', revision: 3 });
  endedWith(failed, 'APPLY_FAILED');
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
  expect(await live(client(), delivery, 'ConfigMap', 'b')).toBeUndefined();
  const { current, pending, newestCommit } = await recordOf(client(), delivery);
  expect(current).toMatchObject({ revision: 3, source: { commit: first }, tombstones: [] });
  expect({ pending, newestCommit }).toEqual({ pending: undefined, newestCommit: first });

  delivery.commit([configMap('a', { a: '2' }), configMap('b')]);
  expect(applied(await delivery.apply()).result.revision).toBe(4);
});

test('an apply whose objects do not become healthy is rolled back', async () => {
  const delivery = newDelivery();
  delivery.configure({ onFailure: 'rollback', wait: { enabled: true, timeout: '2s' } });
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { nodeSelector: { no: 'such-node' }, containers: [{ name: 'main', image: 'main:1' }] },
  };
  delivery.commit([configMap('a', { a: '2' }), deployment('web', { template })]);
  const failed = await delivery.apply();
  expect(failed.result.outcome).toBe('rolled-back');
  endedWith(failed, 'WAIT_TIMEOUT');
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
  expect(await live(client(), delivery, 'Deployment', 'web')).toBeUndefined();
});

test('a rollback deletes neither what the failed apply adopted nor, without consent, what may hold data', async () => {
  const delivery = newDelivery();
  delivery.configure({ onFailure: 'rollback' });
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  await kubectlApply(delivery, configMap('mine'));
  delivery.commit([configMap('a'), configMap('mine'), claim('data'), invalid]);
  const failed = await delivery.apply();
  expect(failed.result.outcome).toBe('rolled-back');
  expect(failed.result.warnings.join('\n')).toContain(`PersistentVolumeClaim ${delivery.name}/data stays`);
  const mine = await live(client(), delivery, 'ConfigMap', 'mine');
  expect({ data: mine?.data, partOf: partOf(mine) }).toEqual({ data: { a: '1' }, partOf: undefined });
  const data = await live(client(), delivery, 'PersistentVolumeClaim', 'data');
  expect({ kind: data?.kind, partOf: partOf(data) }).toEqual({
    kind: 'PersistentVolumeClaim',
    partOf: undefined,
  });

  delivery.commit([configMap('a'), configMap('mine'), claim('data')]);
  applied(await delivery.apply());
  expect(partOf(await live(client(), delivery, 'PersistentVolumeClaim', 'data'))).toBeDefined();
});

test('a first apply that fails has nothing to go back to, and says so', async () => {
  const delivery = newDelivery();
  delivery.configure({ onFailure: 'rollback' });
  delivery.commit([configMap('a'), invalid]);
  const { result } = await delivery.apply();
  expect(result.outcome).toBe('failed');
  expect(result.warnings).toContain('not rolled back: there is no revision to go back to');
});

test('a rollback that is killed is ended by the next apply', async () => {
  const delivery = newDelivery();
  delivery.configure({ onFailure: 'rollback' });
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  delivery.commit([configMap('a', { a: '2' }), configMap('b'), invalid]);
  const how = diesAt({ request: 2, matching: '^PATCH .*/configmaps/a\\?(?!.*dryRun)', when: 'answered' });
  expect((await delivery.run(how, 'apply', '--yes')).signal).toBe('SIGKILL');
  expect((await recordOf(client(), delivery)).pending).toMatchObject({ phase: 'applying', rollback: true });

  delivery.commit([configMap('a', { a: '3' }), configMap('c')]);
  applied(await delivery.apply());
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '3' });
  expect(await live(client(), delivery, 'ConfigMap', 'b')).toBeUndefined();
  expect((await recordOf(client(), delivery)).current).toMatchObject({ revision: 4, tombstones: [] });
});

test('what an interrupted apply adopted is forgotten, not deleted, when the next commit leaves it out', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  await kubectlApply(delivery, configMap('mine'));
  delivery.commit([configMap('a'), configMap('mine'), invalid]);
  endedWith(await delivery.apply(), 'APPLY_FAILED');
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  const mine = await live(client(), delivery, 'ConfigMap', 'mine');
  expect({ data: mine?.data, partOf: partOf(mine) }).toEqual({ data: { a: '1' }, partOf: undefined });
});
