import type { ApiResource } from '../manifests/types.ts';
import type { ObjectName } from './types.ts';
/** `/apis/apps/v1/namespaces/shop/deployments/web`; without a name the collection, without a namespace all of them. */
export declare function resourcePath(resource: ApiResource, at?: Partial<ObjectName>): string;
/** The path of one object. A namespaced one must say where it is. */
export declare function objectPath(resource: ApiResource, at: ObjectName, subresource?: string): string;
/** Adds what is set to a path. */
export declare function withQuery(path: string, query: Record<string, string | undefined>): string;
