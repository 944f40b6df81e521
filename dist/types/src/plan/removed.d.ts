import type { Manifest } from '../manifests/types.ts';
import type { Decision, Situation } from './situation.ts';
/** In the record, and no longer in Git. */
export declare function decideRemoved(situation: Situation, key: string, released: Manifest, base: Manifest | undefined): Decision;
