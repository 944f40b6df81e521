import type { ClusterClient } from '../cluster/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import { groupOf, kindKey, versionOf } from '../manifests/identity.ts';
import { isObject } from '../manifests/json.ts';
import { builtinStructure, crdStructure, type Structure } from '../manifests/structure.ts';
import type { ApiResource, Json, KubeObject, Manifest } from '../manifests/types.ts';
import { definedResources, type ResourceMap } from './resources.ts';

const crdResource: ApiResource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};

/**
 * How the lists of each kind are keyed: known for built-in kinds; from the CRD of the set, or else of the
 * cluster, for others. A CRD that cannot be read leaves the lists of its kind without keys.
 */
export class StructureMap {
  readonly #definitions = new Map<string, KubeObject | undefined>();
  readonly #known = new Map<string, Structure | undefined>();

  addDefinitions(manifests: readonly Manifest[]): void {
    for (const { object } of manifests) {
      for (const resource of definedResources(object)) this.#definitions.set(kindKey(resource), object);
    }
  }

  /** Those whose list keys only a CRD can tell that is not known yet. */
  lacking(resources: ResourceMap, manifests: readonly Manifest[]): Manifest[] {
    return manifests.filter(({ object, id }) => {
      if (resources.of(object)?.group.includes('.') !== true || this.#definitions.has(kindKey(id)))
        return false;
      return builtinStructure(object.apiVersion, object.kind) === undefined && holdsList(object);
    });
  }

  /** Reads the CRDs of these objects from the cluster, where they are needed and not known. */
  async load(client: ClusterClient, resources: ResourceMap, manifests: readonly Manifest[]): Promise<void> {
    const unknown = new Map<string, ApiResource>();
    for (const { object, id } of this.lacking(resources, manifests)) {
      unknown.set(kindKey(id), resources.of(object) as ApiResource);
    }
    await Promise.all(
      [...unknown].map(async ([kind, { plural, group }]) => {
        this.#definitions.set(kind, await readDefinition(client, `${plural}.${group}`));
      }),
    );
  }

  of(apiVersion: string, kind: string): Structure | undefined {
    const builtin = builtinStructure(apiVersion, kind);
    if (builtin !== undefined) return builtin;
    const definition = this.#definitions.get(kindKey({ group: groupOf(apiVersion), kind }));
    if (definition === undefined) return undefined;
    const key = `${apiVersion}/${kind}`;
    if (!this.#known.has(key)) this.#known.set(key, crdStructure(definition, versionOf(apiVersion)));
    return this.#known.get(key);
  }
}

/** A CRD of the cluster; undefined where there is none, or where the login may not read it. */
export async function readDefinition(client: ClusterClient, name: string): Promise<KubeObject | undefined> {
  try {
    return await client.get(crdResource, { name });
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (error.code === 'FORBIDDEN') return undefined;
    throw error;
  }
}

/** A list of objects may have keys, one of other values may be a set. */
function holdsList(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) && Object.values(value).some(holdsList);
}
