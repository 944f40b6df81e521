import type { ApiResource, JsonObject, KubeObject } from '../manifests/types.ts';
import { type Requests } from './requests.ts';
import type { ApplyOptions, DeleteOptions, ObjectName, PatchOptions, PatchType, WriteResult } from './types.ts';
/** Reads one object; undefined where it, its namespace or its kind is not there. */
export declare function getObject(requests: Requests, resource: ApiResource, name: ObjectName): Promise<KubeObject | undefined>;
/** Server-side apply. The body is JSON, which is YAML. Doing it twice is doing it once. */
export declare function applyObject(requests: Requests, resource: ApiResource, object: KubeObject, manager: string, options?: ApplyOptions): Promise<WriteResult>;
/** POST. Repeated after a broken connection, it takes an object equal to what it sent for its own. */
export declare function createObject(requests: Requests, resource: ApiResource, object: KubeObject, manager: string, options?: PatchOptions): Promise<WriteResult>;
/** PUT. Only a compare-and-swap or a dry run is repeated when it is not known whether it was carried out. */
export declare function replaceObject(requests: Requests, resource: ApiResource, object: KubeObject, manager: string, options?: PatchOptions): Promise<WriteResult>;
/** A merge patch with a resourceVersion is a compare-and-swap too; a JSON patch is never done twice. */
export declare function patchObject(requests: Requests, resource: ApiResource, name: ObjectName, type: PatchType, patch: JsonObject | JsonObject[], manager: string, options?: PatchOptions): Promise<WriteResult>;
/** With everything in the body: beside a body, the query of a DELETE is ignored, and a dry run there deletes. */
export declare function deleteObject(requests: Requests, resource: ApiResource, name: ObjectName, options?: DeleteOptions): Promise<'gone' | 'deleted' | 'deleting'>;
