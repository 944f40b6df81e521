import type { ApplyReport, ApplyResult } from '../../apply/types.ts';
import { type TextOptions } from './layout.ts';
/** What each outcome means, in words. */
export declare const outcomeWords: Record<ApplyResult['outcome'], string>;
/** What an apply, rollback or uninstall did, for the terminal. Ends in a line break. */
export declare function applyText(report: ApplyReport, options: TextOptions): string;
/** `3 changed, 1 created`: what was done, by what was done. */
export declare function doneText({ objects }: ApplyResult): string;
export declare const isBad: ({ outcome }: ApplyResult) => boolean;
