import type { ClusterClient } from '../cluster/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import type { ApiResource, JsonObject, KubeObject } from '../manifests/types.ts';

const attempts = 5;

/**
 * A JSON patch that begins with a test of the resourceVersion (`versionTest`), made anew from the object as it is now when
 * somebody has written to it in between: controllers do so at any time. No patch is no request.
 * @returns undefined when the object is gone
 */
export async function guardedPatch(
  client: ClusterClient,
  resource: ApiResource,
  live: KubeObject,
  fieldManager: string,
  patchOf: (live: KubeObject) => JsonObject[] | Promise<JsonObject[]>,
): Promise<KubeObject | undefined> {
  const { name, namespace } = live.metadata;
  const at = { name, ...(typeof namespace === 'string' && { namespace }) };
  let here: KubeObject | undefined = live;
  for (let attempt = 1; here !== undefined; attempt += 1) {
    const patch = await patchOf(here);
    if (patch.length === 0) return here;
    try {
      return (await client.patch(resource, at, 'json', patch, { fieldManager })).object;
    } catch (thrown) {
      const { code } = toPlumblineError(thrown);
      if (code === 'NOT_FOUND') return undefined;
      const before: unknown = here.metadata.resourceVersion;
      here = await client.get(resource, at);
      const isLate = (code === 'CONFLICT' || code === 'INVALID') && here?.metadata.resourceVersion !== before;
      if (!isLate || attempt === attempts) throw thrown;
    }
  }
  return undefined;
}
