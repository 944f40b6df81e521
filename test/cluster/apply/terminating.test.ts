import { expect, test } from '@jest/globals';
import type { ProgressEvent } from '../../../src/apply/types.ts';
import { claim, configMap, kubectl, live, type resources, useClient } from './scene.ts';
import { InProcess } from './target.ts';

const client = useClient();
type Kind = keyof typeof resources;

const finalizers = (target: InProcess, kind: Kind, name: string, value: string): Promise<unknown> =>
  kubectl(['patch', kind, '-n', target.name, name, '-p', `{"metadata":{"finalizers":${value}}}`]);

/** Somebody deletes it, and a finalizer holds it. */
async function hold(target: InProcess, kind: Kind, name: string): Promise<void> {
  await finalizers(target, kind, name, '["example.com/hold"]');
  await kubectl(['delete', kind, '-n', target.name, name, '--wait=false']);
}

const uidOf = async (target: InProcess, name: string): Promise<unknown> =>
  (await live(client(), target, 'ConfigMap', name))?.metadata.uid;

test.each(['1', '2'])(
  'an object of the set that is being deleted is made anew once it is gone (data: %s)',
  async (value) => {
    const target = new InProcess(client());
    await target.apply([configMap('a', { a: '1' }), configMap('b')]);
    const before = await uidOf(target, 'a');
    await hold(target, 'ConfigMap', 'a');
    let letGo: Promise<unknown> | undefined;
    const progress = (event: ProgressEvent): void => {
      if (event.type === 'stage') letGo ??= finalizers(target, 'ConfigMap', 'a', 'null');
    };
    const set = [configMap('a', { a: value }), configMap('b')];
    const result = await target.apply(set, { commit: 'b', progress });
    await letGo;
    expect(result).toMatchObject({ outcome: 'applied', objects: [{ outcome: 'done' }] });
    const made = await live(client(), target, 'ConfigMap', 'a');
    expect(made?.metadata.uid).not.toBe(before);
    expect({ data: made?.data, ending: made?.metadata.deletionTimestamp }).toEqual({
      data: { a: value },
      ending: undefined,
    });
    expect((await target.apply(set, { commit: 'b' })).outcome).toBe('unchanged');
  },
);

test('a claim that is being deleted is not made anew, empty, without consent', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a'), claim('data')]);
  await hold(target, 'PersistentVolumeClaim', 'data');
  const { error } = await target.apply([configMap('a'), claim('data')], { commit: 'b' });
  expect(error).toMatchObject({
    code: 'CONSENT_REQUIRED',
    message: expect.stringContaining('its data with it'),
  });
  await finalizers(target, 'PersistentVolumeClaim', 'data', 'null');
});

test("somebody else's object that is being deleted is refused as long as it is there", async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a')]);
  const theirs = { ...configMap('theirs'), metadata: { name: 'theirs', namespace: target.name } };
  const at = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
  await client().create(at, theirs, { fieldManager: 'somebody' });
  await hold(target, 'ConfigMap', 'theirs');
  const both = [configMap('a'), configMap('theirs')];
  expect((await target.apply(both, { commit: 'b' })).error).toMatchObject({ code: 'FOREIGN_OBJECT' });
  await finalizers(target, 'ConfigMap', 'theirs', 'null');
  expect((await target.apply(both, { commit: 'b' })).outcome).toBe('applied');
});
