import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';

/** An object of generation 2, of which its controller has seen the newest change. */
export function observed(
  apiVersion: string,
  kind: string,
  { spec, status, metadata }: { spec?: JsonObject; status?: JsonObject; metadata?: JsonObject } = {},
): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: { name: 'web', namespace: 'shop', generation: 2, ...metadata },
    ...(spec !== undefined && { spec }),
    ...(status !== undefined && { status: { observedGeneration: 2, ...status } }),
  };
}

export const condition = (type: string, status: string, more: JsonObject = {}): JsonObject => ({
  type,
  status,
  ...more,
});
