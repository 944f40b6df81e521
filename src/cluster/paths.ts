import { PlumblineError } from '../errors/error.ts';
import type { ApiResource } from '../manifests/types.ts';
import type { ObjectName } from './types.ts';

/** `/apis/apps/v1/namespaces/shop/deployments/web`; without a name the collection, without a namespace all of them. */
export function resourcePath(resource: ApiResource, at: Partial<ObjectName> = {}): string {
  const { group, version, plural, namespaced } = resource;
  const base = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const within = namespaced && at.namespace !== undefined ? `/namespaces/${segment(at.namespace)}` : '';
  return `${base}${within}/${plural}${at.name === undefined ? '' : `/${segment(at.name)}`}`;
}

/** The path of one object. A namespaced one must say where it is. */
export function objectPath(resource: ApiResource, at: ObjectName, subresource?: string): string {
  if (resource.namespaced && (at.namespace === undefined || at.namespace === '')) {
    throw new PlumblineError('MANIFEST_INVALID', `${resource.kind} ${at.name} has no namespace`, {
      remedy: 'Give it metadata.namespace, or the target a default namespace.',
    });
  }
  return resourcePath(resource, at) + (subresource === undefined ? '' : `/${segment(subresource)}`);
}

/** Adds what is set to a path. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const set = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return set.length === 0 ? path : `${path}?${set.join('&')}`;
}

/** A name must not lead to another path: `..` is not a name in Kubernetes either (path segment names). */
function segment(name: string): string {
  if (name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name)) return encodeURIComponent(name);
  throw new PlumblineError('MANIFEST_INVALID', `${JSON.stringify(name)} cannot be a name`, {
    remedy: 'A name is not empty, not "." or "..", and holds no "/" and no "%".',
  });
}
