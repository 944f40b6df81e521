import type { KubeObject, ObjectId } from './types.ts';
/** The group of an apiVersion: '' for `v1`. */
export declare function groupOf(apiVersion: string): string;
/** The version of an apiVersion: `v1` for `apps/v1`. */
export declare function versionOf(apiVersion: string): string;
export declare function apiVersionOf(group: string, version: string): string;
export declare function idOf(object: KubeObject): ObjectId;
/** `Kind.group`, the form of the ApplySet annotations; `Secret` for the core group. */
export declare function kindKey(id: {
    group: string;
    kind: string;
}): string;
/** A key that is unique per object: `Deployment.apps/shop/web`, `Namespace//shop`. */
export declare function idKey(id: ObjectId): string;
/** For people: `Deployment shop/web`, `Namespace shop`. */
export declare function displayId(id: ObjectId): string;
/** The entry of allowDestroy and adopt that names this object: `PersistentVolumeClaim/shop/uploads`. */
export declare function consentEntry(id: ObjectId): string;
/** A map of strings such as labels, whatever the object holds there. */
export declare function stringMap(value: unknown): Record<string, string>;
/** One label; undefined where the object has none of this name. */
export declare const labelOf: (object: KubeObject, name: string) => string | undefined;
/** One annotation; undefined where the object has none of this name. */
export declare const annotationOf: (object: KubeObject, name: string) => string | undefined;
export declare const labelsOf: (object: KubeObject) => Record<string, string>;
export declare const annotationsOf: (object: KubeObject) => Record<string, string>;
