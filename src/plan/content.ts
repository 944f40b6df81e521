import type { JsonObject, KubeObject } from '../manifests/types.ts';

const bookkeeping = [
  'managedFields',
  'resourceVersion',
  'uid',
  'generation',
  'creationTimestamp',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
];

/** The object without what the API server keeps for itself: what a field comparison may look at. */
export function content(object: KubeObject): JsonObject {
  const { status: _status, ...rest } = object;
  const metadata: JsonObject = { ...object.metadata };
  for (const name of bookkeeping) delete metadata[name];
  return { ...rest, metadata };
}
