import type { Fill } from '../../manifests/read.ts';
/** The code of the finding about a manifest that nobody could look at. */
export declare const notDecrypted = "NOT_DECRYPTED";
/**
 * Leaves encrypted manifests out and says so, for those who look without an age key: whoever has forked a
 * repository has none, and is to be told of all the rest.
 */
export declare function leavingOut(fill: Fill | undefined): Fill;
