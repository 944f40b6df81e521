import pMap from 'p-map';
import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { idKey, idOf, kindKey } from '../manifests/identity.ts';
import type { ApiResource, KubeObject, ObjectId } from '../manifests/types.ts';
import { partOfLabel } from '../plan/ownership.ts';
import { concurrency } from './context.ts';
import { ServedKinds } from './served.ts';

/** What the server holds of the objects asked for. */
export interface Observed {
  live: Map<string, KubeObject>;
  /** Labelled as ours, and asked for by nobody. */
  strays: KubeObject[];
  /** Kinds (kindKey) that could not be read, and why. */
  unreadable: Map<string, string>;
  /** Not served any more, and what is in its place: another version of the kind, or nothing. */
  unserved: { resource: ApiResource; instead: ApiResource | undefined }[];
}

export interface Wanted {
  id: ObjectId;
  resource: ApiResource;
}

// From here on one metadata-only LIST of the namespace is cheaper than a GET by name each.
const manyMissing = 8;

/**
 * Reads live objects at the cost of one LIST per kind, by our label. What the lists lack is asked for by
 * name, or where a kind lacks many, by one metadata-only LIST of its namespace.
 */
export class Observer {
  readonly #client: ClusterClient;
  readonly #served: ServedKinds;
  readonly #selector: string;
  readonly #lists = new Map<string, Promise<KubeObject[] | PlumblineError>>();

  constructor(client: ClusterClient, ...applysetIds: string[]) {
    this.#client = client;
    this.#served = new ServedKinds(client);
    this.#selector = `${partOfLabel} in (${applysetIds.join(',')})`;
  }

  /** Begins the LISTs of these resources, so that they run beside other work. */
  prefetch(resources: readonly ApiResource[]): void {
    for (const resource of resources) {
      // Whoever asks for the list meets its failure; until then it is nobody's.
      this.#labelled(resource).catch(() => undefined);
    }
  }

  /** With `labelled: false` no LIST by label is made: before a first apply nothing carries it. */
  async observe(wanted: readonly Wanted[], { labelled }: { labelled: boolean }): Promise<Observed> {
    const observed: Observed = { live: new Map(), strays: [], unreadable: new Map(), unserved: [] };
    const keys = new Set(wanted.map(({ id }) => idKey(id)));
    const strays = new Map<string, KubeObject>();
    const groups = Map.groupBy(wanted, ({ resource }) => resourceKey(resource));
    const missing = await Promise.all(
      [...groups.values()].map(async (group) => {
        const resource = labelled
          ? await this.#takeLabelled(group, { keys, strays }, observed)
          : (group[0] as Wanted).resource;
        if (resource === undefined) return [];
        return group.filter(({ id }) => !observed.live.has(idKey(id))).map(({ id }) => ({ id, resource }));
      }),
    );
    const absent = await pMap(missing, (group) => this.#existing(group, observed), { concurrency });
    await pMap(absent.flat(), (one) => this.#take(one, observed), { concurrency });
    observed.strays.push(...strays.values());
    return observed;
  }

  /** @returns the resource by which to look for what has lost its label; none where that is in vain */
  async #takeLabelled(
    group: Wanted[],
    { keys, strays }: { keys: ReadonlySet<string>; strays: Map<string, KubeObject> },
    observed: Observed,
  ): Promise<ApiResource | undefined> {
    let { resource } = group[0] as Wanted;
    let items = await this.#listed(resource, group);
    if (items instanceof PlumblineError && items.code === 'UNKNOWN_KIND') {
      const instead = await this.#inItsPlace(resource);
      if (!(instead instanceof PlumblineError)) observed.unserved.push({ resource, instead });
      // A kind that is not served at all took its objects with it.
      if (instead === undefined) return undefined;
      items = instead instanceof PlumblineError ? instead : await this.#listed(instead, group);
      if (!(instead instanceof PlumblineError)) resource = instead;
    }
    if (items instanceof PlumblineError) {
      observed.unreadable.set(kindKey(resource), unreadable(items));
      return undefined;
    }
    // Where a kind is wanted in two versions, either LIST returns the objects of both.
    const own = new Set(group.map(({ id }) => idKey(id)));
    for (const object of items) {
      const key = idKey(idOf(object));
      if (own.has(key)) observed.live.set(key, object);
      else if (!keys.has(key)) strays.set(key, object);
    }
    return resource;
  }

  /** The error where nobody can tell: the server of the group is away. */
  async #inItsPlace(resource: ApiResource): Promise<ApiResource | PlumblineError | undefined> {
    try {
      return await this.#served.resource(resource, resource.version);
    } catch (thrown) {
      return refusal(thrown);
    }
  }

  /** By label in all namespaces, or where the rights are narrow in those of the objects wanted. */
  async #listed(resource: ApiResource, group: readonly Wanted[]): Promise<KubeObject[] | PlumblineError> {
    const everywhere = await this.#labelled(resource);
    if (!(everywhere instanceof PlumblineError) || everywhere.code !== 'FORBIDDEN') return everywhere;
    const namespaces = [...new Set(group.flatMap(({ id }) => id.namespace ?? []))];
    if (namespaces.length === 0) return everywhere;
    const lists = await pMap(namespaces, (namespace) => this.#list(resource, namespace), { concurrency });
    const refused = lists.find((list) => list instanceof PlumblineError);
    return refused ?? lists.flatMap((list) => (list instanceof PlumblineError ? [] : list));
  }

  #labelled(resource: ApiResource): Promise<KubeObject[] | PlumblineError> {
    const key = resourceKey(resource);
    const list = this.#lists.get(key) ?? this.#list(resource);
    this.#lists.set(key, list);
    return list;
  }

  async #list(resource: ApiResource, namespace?: string): Promise<KubeObject[] | PlumblineError> {
    try {
      const options = { labelSelector: this.#selector, ...(namespace !== undefined && { namespace }) };
      return (await this.#client.list(resource, options)).items;
    } catch (thrown) {
      return refusal(thrown);
    }
  }

  /** Those of the missing objects that may exist, by one metadata-only LIST where they are many. */
  async #existing(group: Wanted[], observed: Observed): Promise<Wanted[]> {
    if (group.length < manyMissing) return group;
    const { resource } = group[0] as Wanted;
    const byNamespace = Map.groupBy(group, ({ id }) => id.namespace);
    const found = await pMap(
      [...byNamespace],
      async ([namespace, wanted]) => {
        if (wanted.length < manyMissing) return wanted;
        try {
          const options = { metadataOnly: true, ...(namespace !== undefined && { namespace }) };
          const { items } = await this.#client.list(resource, options);
          const names = new Set(items.map((item) => item.metadata.name));
          return wanted.filter(({ id }) => names.has(id.name));
        } catch (thrown) {
          const error = refusal(thrown);
          if (error.code !== 'UNKNOWN_KIND') observed.unreadable.set(kindKey(resource), unreadable(error));
          return [];
        }
      },
      { concurrency },
    );
    return found.flat();
  }

  async #take({ id, resource }: Wanted, observed: Observed): Promise<void> {
    try {
      const object = await this.#client.get(resource, id);
      if (object !== undefined) observed.live.set(idKey(id), object);
    } catch (thrown) {
      observed.unreadable.set(kindKey(id), unreadable(refusal(thrown)));
    }
  }
}

const resourceKey = (resource: ApiResource): string =>
  `${resource.group}/${resource.version}/${resource.plural}`;
const unreadable = ({ code, message }: PlumblineError): string =>
  code === 'FORBIDDEN' ? `the login may not read it (${message})` : message;

/** Refused or not served is an answer about one kind; anything else is a failure of the whole look. */
function refusal(thrown: unknown): PlumblineError {
  if (thrown instanceof PlumblineError && (thrown.code === 'FORBIDDEN' || thrown.code === 'UNKNOWN_KIND')) {
    return thrown;
  }
  throw thrown;
}
