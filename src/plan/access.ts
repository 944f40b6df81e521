import { field, stringField } from '../manifests/json.ts';
import type { Json, KubeObject } from '../manifests/types.ts';
import type { Decision } from './situation.ts';
import type { Risk } from './types.ts';

/** Wider access: what a role grants, or whom a binding binds to which role, and did not before. */
export function widerAccess({ id, desired, live, released, base }: Decision): Risk[] {
  if (id.group !== 'rbac.authorization.k8s.io' || desired === undefined) return [];
  const before = live ?? released?.object ?? base?.object;
  const message = id.kind.endsWith('Binding')
    ? newSubjects(before, desired.object)
    : newGrants(before, desired.object);
  return message === undefined ? [] : [{ kind: 'wider-rbac', message }];
}

/** Of a binding that moves to another role, all subjects get what that one grants. */
function newSubjects(before: KubeObject | undefined, after: KubeObject): string | undefined {
  const role = roleOf(after);
  const known = before !== undefined && roleOf(before) === role ? items(before.subjects).map(subject) : [];
  const added = items(after.subjects)
    .map(subject)
    .filter((one) => !known.includes(one));
  return added.length === 0 ? undefined : `binds ${added.join(', ')} to ${role}`;
}

const joined = (item: Json | undefined, ...names: string[]): string =>
  names.flatMap((name) => stringField(item, name) ?? []).join('/');
const subject = (item: Json): string => joined(item, 'kind', 'namespace', 'name');
const roleOf = ({ roleRef }: KubeObject): string => joined(roleRef, 'kind', 'name');

/** The smallest thing that a rule allows: one verb on one resource, one object of it, or one URL. */
interface Grant {
  verb: string;
  group: string;
  resource: string;
  name?: string;
}

// A URL is a resource of a group that no resource can have.
const urls = '/';

function newGrants(before: KubeObject | undefined, after: KubeObject): string | undefined {
  const known = items(before?.rules);
  const added = items(after.rules)
    .flatMap(grantsOf)
    .filter((grant) => !known.some((rule) => allows(rule, grant)));
  if (added.length === 0) return undefined;
  const verbs = Map.groupBy(added, (grant) => JSON.stringify([textOf(grant), grant.name ?? null]));
  const alike = Map.groupBy(verbs.values(), (grants) => unique(grants.map(({ verb }) => verb)).join(', '));
  return `grants ${[...alike].map(([verb, on]) => `${verb} on ${objectsText(on.flat())}`).join('; ')}`;
}

function grantsOf(rule: Json): Grant[] {
  const verbs = texts(rule, 'verbs');
  const names = texts(rule, 'resourceNames');
  const resources = texts(rule, 'apiGroups').flatMap((group) =>
    texts(rule, 'resources').flatMap((resource): Omit<Grant, 'verb'>[] =>
      names.length === 0 ? [{ group, resource }] : names.map((name) => ({ group, resource, name })),
    ),
  );
  const paths = texts(rule, 'nonResourceURLs').map((resource) => ({ group: urls, resource }));
  return verbs.flatMap((verb) => [...resources, ...paths].map((on) => ({ verb, ...on })));
}

function allows(rule: Json, { verb, group, resource, name }: Grant): boolean {
  if (!has(texts(rule, 'verbs'), verb)) return false;
  if (group === urls) {
    return texts(rule, 'nonResourceURLs').some(
      (url) => url === resource || (url.endsWith('*') && resource.startsWith(url.slice(0, -1))),
    );
  }
  const [, subresource] = resource.split('/');
  const resources = texts(rule, 'resources');
  const names = texts(rule, 'resourceNames');
  return (
    has(texts(rule, 'apiGroups'), group) &&
    (has(resources, resource) || (subresource !== undefined && resources.includes(`*/${subresource}`))) &&
    (names.length === 0 || (name !== undefined && names.includes(name)))
  );
}

/** `pods, deployments.apps, secrets (only db, key)`. */
function objectsText(grants: readonly Grant[]): string {
  return [...Map.groupBy(grants, textOf)]
    .flatMap(([text, all]) => {
      const names = unique(all.flatMap(({ name }) => name ?? []));
      const isWhole = all.some(({ name }) => name === undefined);
      return isWhole ? text : `${text} (only ${names.join(', ')})`;
    })
    .join(', ');
}

const textOf = ({ group, resource }: Grant): string =>
  group === '' || group === urls ? resource : `${resource}.${group}`;

const has = (list: readonly string[], one: string): boolean => list.includes('*') || list.includes(one);
const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];
const items = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
const texts = (rule: Json, name: string): string[] =>
  items(field(rule, name)).filter((one) => typeof one === 'string');
