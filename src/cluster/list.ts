import { PlumblineError } from '../errors/error.ts';
import { apiVersionOf } from '../manifests/identity.ts';
import { isObject, stringField } from '../manifests/json.ts';
import type { ApiResource, Json, KubeObject } from '../manifests/types.ts';
import { apiStatusOf, type Subject } from './errors.ts';
import { resourcePath, withQuery } from './paths.ts';
import type { Requests } from './requests.ts';
import type { ListOptions, ListResult } from './types.ts';

const defaultPageSize = 500;
const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/**
 * All pages of a list. resourceVersion is left unset: 0 would ignore the limit and may be stale. When the
 * server has forgotten the snapshot between two pages (410), the list is begun once more: never a partial list.
 */
export async function listAll(
  requests: Requests,
  resource: ApiResource,
  options: ListOptions = {},
): Promise<ListResult> {
  try {
    return await listOnce(requests, resource, options);
  } catch (error) {
    if (apiStatusOf(error)?.http !== 410) throw error;
    return await listOnce(requests, resource, options);
  }
}

async function listOnce(
  requests: Requests,
  resource: ApiResource,
  options: ListOptions,
): Promise<ListResult> {
  const { namespace, labelSelector, fieldSelector } = options;
  const { group, kind, namespaced } = resource;
  const subject: Subject = {
    group,
    kind,
    name: '*',
    ...(namespaced && namespace !== undefined && { namespace }),
  };
  const base = resourcePath(resource, namespace === undefined ? {} : { namespace });
  const limit = String(options.pageSize ?? defaultPageSize);
  const items: KubeObject[] = [];
  let next: string | undefined;
  for (;;) {
    const { body } = await requests.send({
      verb: 'LIST',
      method: 'GET',
      path: withQuery(base, { limit, labelSelector, fieldSelector, continue: next }),
      gzip: true,
      repeat: 'always',
      subject,
      ...(options.metadataOnly === true && { accept: metadataOnly }),
    });
    fill(items, body.items, resource);
    const { metadata } = body;
    next = stringField(metadata, 'continue');
    if (next === undefined || next === '') {
      return { items, resourceVersion: stringField(metadata, 'resourceVersion') ?? '' };
    }
  }
}

/** Built-in kinds come without apiVersion and kind in a list, and metadata alone as PartialObjectMetadata. */
function fill(into: KubeObject[], page: Json | undefined, resource: ApiResource): void {
  const apiVersion = apiVersionOf(resource.group, resource.version);
  // Go writes an empty list of some kinds as null.
  for (const item of page === null ? [] : Array.isArray(page) ? page : [undefined]) {
    if (!isObject(item) || !isObject(item.metadata)) {
      throw new PlumblineError('BAD_RESPONSE', `the list of ${resource.plural} is not one of Kubernetes`, {
        object: `${resource.kind} *`,
        remedy: 'Check that the server address is that of a Kubernetes API server.',
      });
    }
    item.apiVersion = apiVersion;
    item.kind = resource.kind;
    into.push(item as KubeObject);
  }
}
