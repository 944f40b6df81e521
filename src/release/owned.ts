import type { ClusterClient } from '../cluster/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import { isObject } from '../manifests/json.ts';
import type { ApiResource, JsonObject, KubeObject } from '../manifests/types.ts';
import { chunkLabel, namespaceOf, uidOf } from './id.ts';

const attempts = 3;

/**
 * Creates an object that belongs to a release and goes with it. One of its name that is already there is
 * kept if it belongs to this very Release and `isGood`; what an earlier Release of the same name has left
 * would be collected with that one, so it is deleted and made anew.
 */
export async function createOwned(
  client: ClusterClient,
  resource: ApiResource,
  release: KubeObject,
  name: string,
  content: JsonObject,
  isGood: (existing: KubeObject) => boolean,
): Promise<KubeObject> {
  const namespace = namespaceOf(release);
  const object: KubeObject = {
    apiVersion: resource.version,
    kind: resource.kind,
    metadata: {
      name,
      namespace,
      labels: { [chunkLabel]: release.metadata.name },
      ownerReferences: [ownerReference(release)],
    },
    immutable: true,
    ...content,
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await client.create(resource, object, { fieldManager: 'plumbline-record' })).object;
    } catch (thrown) {
      if (toPlumblineError(thrown).code !== 'CONFLICT' || attempt === attempts) throw thrown;
    }
    const existing = await client.get(resource, { namespace, name });
    if (existing === undefined) continue;
    if (isOwnedBy(existing, release) && isGood(existing)) return existing;
    await client.delete(resource, { namespace, name }, { uid: uidOf(existing) });
  }
}

function ownerReference(owner: KubeObject): JsonObject {
  const { apiVersion, kind, metadata } = owner;
  return { apiVersion, kind, name: metadata.name, uid: uidOf(owner) };
}

function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  const { ownerReferences } = object.metadata;
  if (!Array.isArray(ownerReferences)) return false;
  return ownerReferences.some((one) => isObject(one) && one.uid === uidOf(owner));
}
