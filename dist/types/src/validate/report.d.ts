import { PlumblineError } from '../errors/error.ts';
import type { Texts } from '../manifests/position.ts';
import type { Manifest } from '../manifests/types.ts';
import type { Keys } from '../manifests/walk.ts';
import type { Finding } from '../plan/types.ts';
/** One thing that is wrong with, or odd about, a manifest. */
export interface Complaint {
    severity: 'error' | 'warning' | 'info';
    code: string;
    path: Keys;
    /** Whether the key itself is meant; default: its value. */
    what?: 'key' | 'value';
    message: string;
    remedy: string;
}
/** A field path as people read it, without knowing the keys of lists. */
export declare function pathText(path: Keys): string;
export declare function asError(complaint: Complaint, { id, source }: Manifest, texts: Texts): PlumblineError;
export declare function asFinding(complaint: Complaint, { id, source }: Manifest, texts: Texts): Finding;
/** In the order of the files; of several at one place the first, for they tell of the same mistake. */
export declare function byPlace(errors: readonly PlumblineError[]): PlumblineError[];
