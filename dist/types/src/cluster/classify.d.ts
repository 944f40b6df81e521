import type { ErrorCode } from '../errors/codes.ts';
import type { ApiStatus, StatusCause } from './status.ts';
/** How server-side apply begins when the manifest does not fit the schema: a 500 without a reason, never a fault of the server. */
export declare const typedPatch: RegExp;
/** True only when the login lacks the right, which is the same for every object of the kind in the namespace. */
export declare const isLackOfRight: ({ http, message }: ApiStatus) => boolean;
/** The code of an answer of 400 or more. `kind` is the kind the request was about. */
export declare function classify(status: ApiStatus, kind?: string): ErrorCode;
/**
 * True only when nothing but the immutability of fields keeps the object from being changed: delete and
 * recreate would mend it. One other cause, and the new object might be refused too, after the old one is gone.
 */
export declare function isImmutable(status: ApiStatus): boolean;
/** The causes of a Status; of a schema error, which has none, those that its text names. */
export declare function causesOf(status: ApiStatus): StatusCause[];
