import { expect, test } from '@jest/globals';
import { field } from '../../../src/manifests/json.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import type { Delivery } from './delivery.ts';
import { applied, configMap, endedWith, live, delivery as newDelivery, object, useClient } from './scene.ts';

const client = useClient();
const group = 'rbac.authorization.k8s.io';

/** Its roleRef cannot change. */
const binding = (role: string, metadata: JsonObject = {}): KubeObject =>
  object(
    `${group}/v1`,
    'RoleBinding',
    'readers',
    { roleRef: { apiGroup: group, kind: 'ClusterRole', name: role }, subjects: [] },
    metadata,
  );

async function appliedBinding(): Promise<{ delivery: Delivery; uid: unknown; entry: string }> {
  const delivery = newDelivery();
  delivery.commit([configMap('a'), binding('view')]);
  applied(await delivery.apply());
  const { metadata } = (await live(client(), delivery, 'RoleBinding', 'readers')) as KubeObject;
  return { delivery, uid: metadata.uid, entry: `RoleBinding/${delivery.name}/readers` };
}

const roleOf = async (delivery: Delivery): Promise<unknown> =>
  field(await live(client(), delivery, 'RoleBinding', 'readers'), 'roleRef', 'name');

test('changing a field that cannot change is refused without consent, and nothing at all is written', async () => {
  const { delivery, entry } = await appliedBinding();
  delivery.commit([configMap('a', { a: '2' }), binding('edit')]);
  endedWith(await delivery.apply(), 'CONSENT_REQUIRED', `allowDestroy: [${entry}]`);
  expect(await roleOf(delivery)).toBe('view');
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
});

test('with plumbline.dev/replace: allow it is deleted and made anew', async () => {
  const { delivery, uid } = await appliedBinding();
  delivery.commit([configMap('a'), binding('edit', { annotations: { 'plumbline.dev/replace': 'allow' } })]);
  const { result } = applied(await delivery.apply());
  expect(result.objects).toMatchObject([{ action: 'replace', outcome: 'done' }]);
  expect(await roleOf(delivery)).toBe('edit');
  expect((await live(client(), delivery, 'RoleBinding', 'readers'))?.metadata.uid).not.toBe(uid);
  expect(applied(await delivery.apply()).result.outcome).toBe('unchanged');
});

test('with consent in the configuration or by hand it is replaced', async () => {
  const { delivery, entry } = await appliedBinding();
  delivery.configure({ allowDestroy: [entry] });
  delivery.commit([configMap('a'), binding('edit')]);
  applied(await delivery.apply());
  expect(await roleOf(delivery)).toBe('edit');

  delivery.configure();
  delivery.commit([configMap('a'), binding('admin')]);
  applied(await delivery.apply('--allow-destroy', entry));
  expect(await roleOf(delivery)).toBe('admin');
});
