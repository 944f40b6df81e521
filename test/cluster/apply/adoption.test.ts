import { expect, test } from '@jest/globals';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { applysetId } from '../../../src/release/id.ts';
import {
  applied,
  configMap,
  endedWith,
  kubectlApply,
  live,
  delivery as newDelivery,
  partOf,
  releases,
  resources,
  useClient,
} from './scene.ts';

const client = useClient();

test('what kubectl applied is adopted, and a field of it that later leaves Git goes away', async () => {
  const delivery = newDelivery();
  await kubectlApply(delivery, configMap('a', { a: '1', b: '2' }));
  const uid = (await live(client(), delivery, 'ConfigMap', 'a'))?.metadata.uid;
  delivery.commit([configMap('a', { a: '1', b: '2' })]);
  const { result } = applied(await delivery.apply());
  expect(result.objects).toMatchObject([{ action: 'adopt', outcome: 'done' }]);
  const adopted = await live(client(), delivery, 'ConfigMap', 'a');
  expect(partOf(adopted)).toBe(applysetId(delivery.name, releases));
  expect(adopted?.metadata.uid).toBe(uid);

  delivery.commit([configMap('a', { a: '1' })]);
  applied(await delivery.apply());
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
});

test('a field that kubectl applied and Git does not have goes away at the adoption', async () => {
  const delivery = newDelivery();
  await kubectlApply(delivery, configMap('a', { a: '1', b: '2' }));
  delivery.commit([configMap('a', { a: '1' })]);
  applied(await delivery.apply());
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
});

const owned = (metadata: JsonObject): KubeObject => configMap('a', { a: '1' }, metadata);

test.each<[string, KubeObject, string | undefined]>([
  [
    'Helm shop/web',
    owned({ annotations: { 'meta.helm.sh/release-name': 'web', 'meta.helm.sh/release-namespace': 'shop' } }),
    undefined,
  ],
  ['Flux apps', owned({ labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }), undefined],
  [
    'Argo CD shop',
    owned({ annotations: { 'argocd.argoproj.io/tracking-id': 'shop:/ConfigMap:x/a' } }),
    undefined,
  ],
  ['ApplySet another', owned({ labels: { 'applyset.kubernetes.io/part-of': 'another' } }), undefined],
  ['terraform', owned({}), 'terraform'],
])(
  'an object of %s is refused, naming the owner and the line that takes it over',
  async (owner, object, manager) => {
    const delivery = newDelivery();
    await kubectlApply(delivery);
    const placed = { ...object, metadata: { ...object.metadata, namespace: delivery.name } };
    await client().create(resources.ConfigMap, placed, { fieldManager: manager ?? 'kubectl-create' });
    delivery.commit([configMap('a', { a: '2' })]);
    const entry = `ConfigMap/${delivery.name}/a`;
    const refused = await delivery.apply();
    endedWith(refused, 'FOREIGN_OBJECT', owner, `adopt: [${entry}]`);
    expect(refused.exitCode).toBe(3);
    expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });

    delivery.configure({ adopt: [entry] });
    delivery.commit([configMap('a', { a: '2' })]);
    applied(await delivery.apply());
    const taken = await live(client(), delivery, 'ConfigMap', 'a');
    expect({ data: taken?.data, partOf: partOf(taken) }).toEqual({
      data: { a: '2' },
      partOf: applysetId(delivery.name, releases),
    });
  },
);

test('with adopt: never even what kubectl made is refused', async () => {
  const delivery = newDelivery();
  await kubectlApply(delivery, configMap('a'));
  delivery.configure({ adopt: 'never' });
  delivery.commit([configMap('a')]);
  endedWith(await delivery.apply(), 'FOREIGN_OBJECT');
});
