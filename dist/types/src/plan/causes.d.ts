import type { Check } from '../drift/types.ts';
import type { FieldDiff } from '../manifests/diff.ts';
import { type Path } from '../manifests/path.ts';
import type { Baseline } from '../release/types.ts';
import type { Decision } from './situation.ts';
import type { Cause } from './types.ts';
/** A field, or the order of a list's items, which is another thing than what is in them. */
export type Spot = Pick<FieldDiff, 'path' | 'order'>;
/** Whether a change of the one is seen in the other. */
export declare function meets(a: Spot, b: Spot): boolean;
/** Where live departs from the baseline. */
export declare const driftedSpots: ({ paths, orders }: Check) => Spot[];
/** Every cause that has part in a difference between live and what applying leaves. */
export declare function causesOf(decision: Decision, spot: Spot, baseline: Baseline | undefined): Cause[];
/** Whether what is sent decides the field: it is sent itself, or within a value that is one to the server. */
export declare function isDesired(decision: Decision, path: Path): boolean;
