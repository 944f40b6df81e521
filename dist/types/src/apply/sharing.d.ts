import type { Manifest } from '../manifests/types.ts';
/**
 * The manifests, each that equals the released one with that one's object. Whoever compares the two later has
 * nothing to do, and what is known of the one, such as its canonical text, is known of the other: a twentieth
 * of the time of an apply that changes little. The twin is forgotten, too.
 */
export declare function sharing(desired: readonly Manifest[], released?: readonly Manifest[]): Manifest[];
