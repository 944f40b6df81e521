import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { displayId, groupOf, kindKey, versionOf } from '../manifests/identity.ts';
import { field, stringField } from '../manifests/json.ts';
import type { ApiResource, KubeObject, Manifest, ObjectId } from '../manifests/types.ts';
import type { Release } from '../release/types.ts';

/** Finds the resource of a kind: in the record, then in the set's own CRDs, then by discovery. */
export class ResourceMap {
  readonly #byVersion = new Map<string, ApiResource>();
  readonly #byKind = new Map<string, ApiResource>();
  readonly #defined = new Set<string>();
  #discovered = false;

  /** Later additions win for the kind, so that the desired version is the one listed. */
  add(resource: ApiResource): void {
    this.#byVersion.set(`${resource.group}/${resource.version}/${resource.kind}`, resource);
    this.#byKind.set(kindKey(resource), resource);
  }

  addRelease(release: Release | undefined): void {
    for (const resource of release?.current?.resources ?? []) this.add(resource);
    for (const resource of release?.pending?.resources ?? []) this.add(resource);
  }

  /** The kinds that CRDs of the set define: they may not be served yet. */
  addDefinitions(manifests: readonly Manifest[]): void {
    for (const { object } of manifests) {
      for (const resource of definedResources(object)) {
        this.#defined.add(kindKey(resource));
        if (!this.#byVersion.has(`${resource.group}/${resource.version}/${resource.kind}`))
          this.add(resource);
      }
    }
  }

  /** Leaves out what is not served any more, unless a CRD of the set is to serve it; `instead` stands for the kind. */
  drop(resource: ApiResource, instead: ApiResource | undefined): void {
    const kind = kindKey(resource);
    if (!this.#defined.has(kind)) {
      this.#byVersion.delete(`${resource.group}/${resource.version}/${resource.kind}`);
      if (this.#byKind.get(kind)?.version === resource.version) this.#byKind.delete(kind);
    }
    if (instead !== undefined) this.add(instead);
  }

  /** Asks the server only when a kind is not known yet. */
  async complete(
    client: ClusterClient,
    manifests: readonly Manifest[],
    { anew = false } = {},
  ): Promise<void> {
    const unknown = manifests.some(({ object }) => this.of(object) === undefined);
    if (!unknown || (this.#discovered && !anew)) return;
    this.#discovered = true;
    for (const resource of await client.discover({ anew })) {
      const key = `${resource.group}/${resource.version}/${resource.kind}`;
      if (!this.#byVersion.has(key)) this.#byVersion.set(key, resource);
      const kind = kindKey(resource);
      if (!this.#byKind.has(kind)) this.#byKind.set(kind, resource);
    }
  }

  of(object: Pick<KubeObject, 'apiVersion' | 'kind'>): ApiResource | undefined {
    const { apiVersion, kind } = object;
    return this.#byVersion.get(`${groupOf(apiVersion)}/${versionOf(apiVersion)}/${kind}`);
  }

  /** In whatever version is known for the kind. */
  ofId(id: Pick<ObjectId, 'group' | 'kind'>): ApiResource | undefined {
    return this.#byKind.get(kindKey(id));
  }

  isDefinedBySet(id: Pick<ObjectId, 'group' | 'kind'>): boolean {
    return this.#defined.has(kindKey(id));
  }
}

/** For a manifest whose kind the cluster does not serve in its version. */
export function unknownKind({ id, object, source }: Manifest): PlumblineError {
  const { apiVersion, kind } = object;
  return new PlumblineError('UNKNOWN_KIND', `the cluster does not serve ${kind} in ${apiVersion}`, {
    object: displayId(id),
    ...(source !== undefined && { place: { file: source.file, line: source.line } }),
    remedy: 'Correct apiVersion and kind, or add the CustomResourceDefinition to the target.',
  });
}

/** The resources that a CustomResourceDefinition serves; none for any other object. */
export function definedResources(object: KubeObject): ApiResource[] {
  if (object.kind !== 'CustomResourceDefinition') return [];
  const spec = object.spec;
  const group = stringField(spec, 'group');
  const kind = stringField(spec, 'names', 'kind');
  const plural = stringField(spec, 'names', 'plural');
  const versions = field(spec, 'versions');
  if (group === undefined || kind === undefined || plural === undefined || !Array.isArray(versions))
    return [];
  const namespaced = stringField(spec, 'scope') === 'Namespaced';
  return versions.flatMap((version) => {
    const name = stringField(version, 'name');
    if (name === undefined || field(version, 'served') !== true) return [];
    return [{ group, version: name, kind, plural, namespaced }];
  });
}
