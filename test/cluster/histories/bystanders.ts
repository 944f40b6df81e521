import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { partOfLabel, releaseAnnotation } from '../../../src/plan/ownership.ts';
import { applysetId } from '../../../src/release/id.ts';
import { resources } from './slots.ts';
import type { World } from './world.ts';

/** Objects beside the release that look like its own: a copy with its label, another set's, a namesake. */
export async function addBystanders(world: World): Promise<void> {
  const { client, name: namespace, release } = world;
  const ours = applysetId(release.name, release.namespace);
  const mark = `${release.namespace}/${release.name}`;
  const configMap = (name: string, metadata: JsonObject): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, ...metadata },
    data: { a: '1' },
  });
  const copy = configMap('settings-copy', {
    labels: { [partOfLabel]: ours },
    annotations: { [releaseAnnotation]: mark },
  });
  const another = configMap('settings-of-another', {
    labels: { [partOfLabel]: applysetId('another', release.namespace) },
    annotations: { [releaseAnnotation]: `${release.namespace}/another` },
  });
  const namesake: KubeObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'settings', namespace },
    data: { a: 'MQ==' },
  };
  await client.create(resources.ConfigMap, copy, { fieldManager: 'kubectl-create' });
  await client.create(resources.ConfigMap, another, { fieldManager: 'plumbline' });
  await client.create(resources.Secret, namesake, { fieldManager: 'plumbline' });
}
