import { groupOf, versionOf } from '../manifests/identity.ts';
import { field, isObject, stringField } from '../manifests/json.ts';
import type { ApiResource, Json, JsonObject } from '../manifests/types.ts';
import { isAbsent, type Requests } from './requests.ts';

/** KEP-3352: v2 since 1.30, v2beta1 since 1.26; an older server answers the plain form. */
const aggregated = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

export interface Discovery {
  /** In their preferred version first, then the other versions. */
  resources: ApiResource[];
  /** `GROUP/VERSION` of the groups whose server does not answer: what they serve is not known. */
  stale: string[];
}

/** One version of a group with what it serves, in the server's order of preference. */
interface GroupVersion {
  group: string;
  version: string;
  stale: boolean;
  resources: ApiResource[];
}

/** All that the server serves, in two requests where it can. */
export async function discoverAll(requests: Requests): Promise<Discovery> {
  const roots = await Promise.all(['/api', '/apis'].map((path) => discoveryGet(requests, path, true)));
  const versions = await Promise.all(roots.map((root) => versionsOf(requests, root)));
  return ordered(versions.flat());
}

async function versionsOf(requests: Requests, root: JsonObject): Promise<GroupVersion[]> {
  if (root.kind === 'APIGroupDiscoveryList') return list(root.items).flatMap(fromAggregated);
  const named = list(root.versions).filter((version) => typeof version === 'string');
  const grouped = list(root.groups).flatMap((group) => list(field(group, 'versions')));
  const apiVersions = [...named, ...grouped.flatMap((version) => stringField(version, 'groupVersion') ?? [])];
  return await Promise.all(apiVersions.map((apiVersion) => fromPlain(requests, apiVersion)));
}

function fromAggregated(item: Json): GroupVersion[] {
  const group = stringField(item, 'metadata', 'name') ?? '';
  return list(field(item, 'versions')).map((entry) => {
    const version = stringField(entry, 'version') ?? '';
    const resources = list(field(entry, 'resources')).flatMap((resource): ApiResource[] => {
      const kind = stringField(resource, 'responseKind', 'kind');
      const plural = stringField(resource, 'resource');
      if (kind === undefined || plural === undefined) return [];
      return [{ group, version, kind, plural, namespaced: stringField(resource, 'scope') === 'Namespaced' }];
    });
    return { group, version, resources, stale: stringField(entry, 'freshness') === 'Stale' };
  });
}

async function fromPlain(requests: Requests, apiVersion: string): Promise<GroupVersion> {
  const [group, version] = [groupOf(apiVersion), versionOf(apiVersion)];
  const path = group === '' ? `/api/${version}` : `/apis/${apiVersion}`;
  try {
    const body = await discoveryGet(requests, path, false);
    const resources = list(body.resources).flatMap((resource): ApiResource[] => {
      const [plural, kind] = [stringField(resource, 'name'), stringField(resource, 'kind')];
      if (plural === undefined || kind === undefined || plural.includes('/')) return [];
      return [{ group, version, kind, plural, namespaced: field(resource, 'namespaced') === true }];
    });
    return { group, version, resources, stale: false };
  } catch (error) {
    // A group whose own server is down answers 503, or 404 just after it was removed.
    if (isAbsent(error) || group !== '') return { group, version, resources: [], stale: true };
    throw error;
  }
}

async function discoveryGet(requests: Requests, path: string, aggregate: boolean): Promise<JsonObject> {
  const accept = aggregate ? { accept: aggregated } : {};
  const call = { verb: 'DISCOVERY', method: 'GET', path, gzip: true, repeat: 'always', ...accept } as const;
  return (await requests.send(call)).body;
}

function ordered(versions: readonly GroupVersion[]): Discovery {
  const preferred: ApiResource[] = [];
  const others: ApiResource[] = [];
  const seen = new Set<string>();
  for (const resource of versions.flatMap(({ resources }) => resources)) {
    const key = `${resource.plural}.${resource.group}`;
    (seen.has(key) ? others : preferred).push(resource);
    seen.add(key);
  }
  const stale = versions.filter((entry) => entry.stale).map(({ group, version }) => `${group}/${version}`);
  return { resources: [...preferred, ...others], stale };
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : isObject(value) ? [value] : [];
}
