import type { Path } from '../manifests/path.ts';
import type { Json } from '../manifests/types.ts';
/** What a comparison met. The path it hands over is reused: keep a copy. */
export interface Differences {
    /** A leaf of the set, a container or the number of equal items differs. */
    value(path: Path, was: Json | undefined, now: Json | undefined): void;
    /** Our items of a keyed list or set stand in another order: their tokens, those that both have. */
    order(path: Path, was: string[], now: string[]): void;
}
/**
 * Walks a field set over the values that it was recorded with and over those of now, and tells where they
 * differ at what the set owns. What lies beside it is not looked at: it belongs to others.
 */
export declare function compareOwned(fields: Json, was: Json, now: Json, found: Differences): void;
