import type { DriftReport, DriftState, TargetDrift } from '../../drift/types.ts';
import { type TextOptions } from './layout.ts';
/** What a state means, in words. */
export declare const stateWords: Record<DriftState, string>;
/** A drift report for the terminal. Ends in a line break. */
export declare function driftText(report: DriftReport, options: TextOptions): string;
/** `2 drifted, 1 missing, 2 reverted`. */
export declare function driftCounts({ objects, reverted }: TargetDrift): string;
export declare const pauseText: (paused: {
    until: string;
    reason: string;
}, options: TextOptions) => string;
