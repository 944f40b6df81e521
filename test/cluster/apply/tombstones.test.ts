import { expect, test } from '@jest/globals';
import type { Progress } from '../../../src/apply/types.ts';
import { until } from '../../../src/cluster/until.ts';
import { PlumblineError } from '../../../src/errors/error.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { dropTombstones } from '../../../src/release/transitions.ts';
import { around } from '../release-server.ts';
import { configMap, deployment, kubectl, live, object, recordOf, useClient } from './scene.ts';
import { InProcess, killed } from './target.ts';

const client = useClient();

const diesBeforeDeleting: Progress = (event) => {
  if (event.type === 'phase' && event.phase === 'prune') killed();
};
const definitions = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};
const version = (name: string, served: boolean, storage: boolean): JsonObject => ({
  name,
  served,
  storage,
  schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
});
const hold = { finalizers: ['example.com/hold'] };

test('what an apply that died was to delete is deleted by the next, of a kind that the set no longer has', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a'), configMap('b'), deployment('web')]);
  const rest = [configMap('a'), configMap('b')];
  const dead = await target.apply(rest, { commit: 'b', progress: diesBeforeDeleting });
  expect(dead).toMatchObject({ outcome: 'failed', revision: 2, error: { message: 'killed' } });
  expect((await recordOf(client(), target)).current?.tombstones).toHaveLength(1);

  await target.apply(rest, { commit: 'b' });
  expect(await live(client(), target, 'Deployment', 'web')).toBeUndefined();
  const { current } = await recordOf(client(), target);
  expect({ tombstones: current?.tombstones, kinds: current?.resources.map(({ kind }) => kind) }).toEqual({
    tombstones: [],
    kinds: ['ConfigMap'],
  });
});

test('a record that does not tell the resource of what is to be deleted has it looked up', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a'), configMap('b'), deployment('web')]);
  const rest = [configMap('a'), configMap('b')];
  await target.apply(rest, { commit: 'b', progress: diesBeforeDeleting });
  const release = await recordOf(client(), target);
  const current = release.current as NonNullable<typeof release.current>;
  const resources = current.resources.filter(({ kind }) => kind !== 'Deployment');
  await dropTombstones(client(), { ...release, current: { ...current, resources } }, current.tombstones);
  expect((await target.apply(rest, { commit: 'b' })).tombstones).toEqual([]);
  expect(await live(client(), target, 'Deployment', 'web')).toBeUndefined();
});

test('a deletion that fails leaves the others untouched, and is taken up by the next apply', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a'), configMap('b'), configMap('c'), deployment('web')]);
  const failing = around(client(), (method, send, { kind }) =>
    method === 'delete' && kind === 'Deployment'
      ? Promise.reject(new PlumblineError('WEBHOOK_FAILED', 'failed calling webhook'))
      : send(),
  );
  const rest = [configMap('a'), configMap('b')];
  const result = await target.apply(rest, { commit: 'b', client: failing });
  expect(result).toMatchObject({
    outcome: 'applied',
    revision: 2,
    tombstones: [{ kind: 'Deployment' }],
    warnings: [expect.stringContaining('could not be deleted: failed calling webhook')],
  });
  expect(result.error).toBeUndefined();
  expect(await live(client(), target, 'ConfigMap', 'c')).toBeUndefined();
  expect((await recordOf(client(), target)).status.revision).toBe(2);
  expect((await target.apply(rest, { commit: 'b' })).tombstones).toEqual([]);
  expect(await live(client(), target, 'Deployment', 'web')).toBeUndefined();
});

test('what finalizers hold keeps what it may need: earlier stages are deleted once it is gone', async () => {
  const target = new InProcess(client());
  const held = object('v1', 'Service', 'held', { spec: { clusterIP: 'None' } }, hold);
  await target.apply([configMap('a'), configMap('b'), held, configMap('needed')]);
  const rest = [configMap('a'), configMap('b')];
  const result = await target.apply(rest, {
    commit: 'b',
    target: { wait: { enabled: false, timeout: 100 } },
  });
  expect(result.tombstones.map(({ name }) => name).sort()).toEqual(['held', 'needed']);
  expect((await live(client(), target, 'ConfigMap', 'needed'))?.metadata.deletionTimestamp).toBeUndefined();

  await kubectl(['patch', '-n', target.name, 'service', 'held', '-p', '{"metadata":{"finalizers":null}}']);
  expect((await target.apply(rest, { commit: 'b' })).tombstones).toEqual([]);
  expect(await live(client(), target, 'ConfigMap', 'needed')).toBeUndefined();
});

test('objects are deleted stage by stage, the last one first', async () => {
  const target = new InProcess(client());
  const role = object('rbac.authorization.k8s.io/v1', 'Role', 'reader', { rules: [] });
  const rest = ['a', 'b', 'c', 'd'].map((name) => configMap(name));
  await target.apply([...rest, configMap('e'), configMap('f'), deployment('web'), role]);
  const told: string[] = [];
  const watching = around(client(), async (method, send, { kind }) => {
    if (method !== 'delete') return send();
    told.push(kind);
    const done = await send();
    told.push(kind);
    return done;
  });
  await target.apply(rest, { commit: 'b', objects: watching });
  expect(told).toHaveLength(8);
  // Begun and ended: within a stage in any order, but nothing of the next before all of one has ended.
  expect(told.filter((kind, index) => kind !== told[index - 1])).toEqual(['Deployment', 'ConfigMap', 'Role']);
});

test('what is to be deleted is found in another version, where its CRD serves the recorded one no more', async () => {
  const target = new InProcess(client());
  const group = `${target.name}.example.com`;
  const definition = (v1beta1: boolean): KubeObject =>
    object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `things.${group}`, {
      spec: {
        group,
        scope: 'Namespaced',
        names: { kind: 'Thing', plural: 'things', singular: 'thing', listKind: 'ThingList' },
        versions: [version('v1beta1', v1beta1, false), version('v1', true, true)],
      },
    });
  const things = { group, version: 'v1', kind: 'Thing', plural: 'things', namespaced: true };
  const at = { namespace: target.name, name: 'one' };
  await client().create(definitions, definition(true));
  const serves = async (apiVersion: string): Promise<boolean> =>
    (await client().discover({ anew: true })).some((one) => `${one.group}/${one.version}` === apiVersion);
  // Discovery gains one version after the other.
  await until(10_000, () => serves(`${group}/v1beta1`));
  const rest = [configMap('a'), configMap('b')];
  await target.apply([...rest, object(`${group}/v1beta1`, 'Thing', 'one', { spec: {} })]);
  await target.apply(rest, { commit: 'b', progress: diesBeforeDeleting });

  await client().apply(definitions, definition(false));
  await until(10_000, async () => !(await serves(`${group}/v1beta1`)));
  expect(await target.apply(rest, { commit: 'b' })).toMatchObject({ outcome: 'recorded', tombstones: [] });
  expect(await client().get(things, at)).toBeUndefined();
  await client().delete(definitions, { name: `things.${group}` });
});
