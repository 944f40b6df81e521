import type { Release } from './types.ts';
export interface Pause {
    /** RFC 3339. */
    until: string;
    reason: string;
}
/**
 * The pause of a release at a time, undefined when there is none or it is over. An end that is no RFC 3339
 * time counts as a pause: stopping by mistake is mended by hand, writing by mistake is not.
 */
export declare function pauseOf(release: Pick<Release, 'object'>, now: number): Pause | undefined;
