import { expect, test } from '@jest/globals';
import type { KubeObject } from '../../../src/manifests/types.ts';
import {
  applied,
  claim,
  configMap,
  endedWith,
  live,
  delivery as newDelivery,
  object,
  useClient,
} from './scene.ts';

const client = useClient();
const many = Array.from({ length: 4 }, (_, index) => configMap(`kept-${index}`));

const definition = (name: string): KubeObject =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `things.${name}.example.com`, {
    spec: {
      group: `${name}.example.com`,
      scope: 'Namespaced',
      names: { kind: 'Thing', plural: 'things' },
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
      ],
    },
  });

test.each<[string, (name: string) => KubeObject, (name: string) => string]>([
  ['PersistentVolumeClaim', () => claim('data'), (name) => `PersistentVolumeClaim/${name}/data`],
  ['Namespace', (name) => object('v1', 'Namespace', `${name}-more`), (name) => `Namespace/${name}-more`],
  ['CustomResourceDefinition', definition, (name) => `CustomResourceDefinition/things.${name}.example.com`],
])('deleting a %s needs consent, and is done with it', async (_kind, make, entryOf) => {
  const delivery = newDelivery();
  const entry = entryOf(delivery.name);
  delivery.commit([...many, make(delivery.name)]);
  applied(await delivery.apply());
  delivery.commit(many);
  const refused = await delivery.apply();
  endedWith(refused, 'CONSENT_REQUIRED', entry);
  expect(refused.exitCode).toBe(3);

  delivery.configure({ allowDestroy: [entry] });
  delivery.commit(many);
  const { result } = applied(await delivery.apply());
  expect(result.objects).toMatchObject([{ action: 'delete', outcome: 'done' }]);
  expect(result.tombstones).toEqual([]);

  const unused = await delivery.run({}, 'plan');
  expect(unused.stdout).toContain('UNUSED_CONSENT');
});

test('more deletions than maxDeletions need consent', async () => {
  const delivery = newDelivery();
  delivery.configure({ prune: { maxDeletions: 1 } });
  delivery.commit([...many, configMap('a'), configMap('b')]);
  applied(await delivery.apply());
  delivery.commit(many);
  endedWith(await delivery.apply(), 'CONSENT_REQUIRED', '2 deletions are more than maxDeletions (1)');
  expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeDefined();
  const consents = ['a', 'b'].flatMap((name) => ['--allow-destroy', `ConfigMap/${delivery.name}/${name}`]);
  applied(await delivery.apply(...consents));
  expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeUndefined();
});

test('deleting more than half of the set needs consent', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a'), configMap('b'), configMap('c')]);
  applied(await delivery.apply());
  delivery.commit([configMap('a')]);
  endedWith(await delivery.apply(), 'CONSENT_REQUIRED', '2 of 3 objects would be deleted');
});

test('a claim that was deleted from the cluster is made again with consent only: its data is lost', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a'), claim('data')]);
  applied(await delivery.apply());
  await client().delete(
    {
      group: '',
      version: 'v1',
      kind: 'PersistentVolumeClaim',
      plural: 'persistentvolumeclaims',
      namespaced: true,
    },
    { namespace: delivery.name, name: 'data' },
  );
  endedWith(await delivery.apply(), 'CONSENT_REQUIRED', 'its data with it');
  applied(await delivery.apply('--allow-destroy', `PersistentVolumeClaim/${delivery.name}/data`));
  expect(await live(client(), delivery, 'PersistentVolumeClaim', 'data')).toBeDefined();
});

test('an empty set is refused', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  delivery.commit([]);
  endedWith(await delivery.apply('--allow-destroy', `ConfigMap/${delivery.name}/a`), 'EMPTY_RENDER');
  expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeDefined();
});
