import type { Release } from '../release/types.ts';
/**
 * What a target is planned against while it takes over the release of its former name: the objects of both.
 * Its own record says more where both name an object: it is the later one.
 */
export declare function withFormer(own: Release | undefined, former: Release | undefined): Release | undefined;
