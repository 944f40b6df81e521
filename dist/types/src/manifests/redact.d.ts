import { type Path } from './path.ts';
import type { Json, KubeObject } from './types.ts';
/**
 * Whether what an object of this kind holds is hidden: a Secret, of whatever group, and what the core group does
 * not have: it may be a Secret whose kind is misspelt, or a list of Secrets.
 */
export declare const hidesValues: ({ group, kind }: {
    group: string;
    kind: string;
}) => boolean;
/** An object's kind, and whether it holds what was decrypted. */
export interface Subject {
    group: string;
    kind: string;
    sensitive?: boolean;
}
/** Whether a value at this path may hold, or lie in, what a Secret keeps. */
export declare function isSensitive(subject: Subject, path: Path): boolean;
/** What may be said of a secret value: its size. `data` is taken as base64 where it is valid. */
export declare function hiddenValue(value: Json): string;
/** Both sides of a changed secret value; where they look the same and are not, the second says so. */
export declare function hiddenPair(before: Json | undefined, after: Json | undefined): [before: string | undefined, after: string | undefined];
/**
 * A copy of the object in which every secret value is told by its size; other kinds as they are.
 * @param isSecret treats it as a Secret, whatever its kind
 */
export declare function redactObject(object: KubeObject, isSecret?: boolean): KubeObject;
