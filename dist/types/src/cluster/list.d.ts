import type { ApiResource } from '../manifests/types.ts';
import type { Requests } from './requests.ts';
import type { ListOptions, ListResult } from './types.ts';
/**
 * All pages of a list. resourceVersion is left unset: 0 would ignore the limit and may be stale. When the
 * server has forgotten the snapshot between two pages (410), the list is begun once more: never a partial list.
 */
export declare function listAll(requests: Requests, resource: ApiResource, options?: ListOptions): Promise<ListResult>;
