import { PlumblineError } from '../errors/error.ts';
import type { Hook } from './hooks.ts';
import type { Decision } from './situation.ts';
import type { Action, Consent, Finding } from './types.ts';
/** One decision with its final action, as far as consent is concerned. */
export interface Candidate {
    decision: Decision;
    action: Action;
}
/**
 * The consent each destructive action needs: deleting or replacing what holds data, replacing anything
 * that does not allow it by annotation, recreating what was lost with its data, and every deletion once
 * there are more than `maxDeletions` or more than half of the released set.
 */
export declare function consents(candidates: Candidate[], allowDestroy: readonly string[], maxDeletions: number, releasedCount: number): Map<string, Consent>;
/** The refusal for consents that are not given; it names every line to add. */
export declare function consentRefusal(needed: Map<string, Consent>, decisions: Decision[], by?: 'plumbline.yaml' | '--allow-destroy'): PlumblineError | undefined;
/**
 * A consent that matches nothing may be a slip of the pen, or left over from an older change.
 * @param hooks which an apply makes anew: what may hold data needs consent, too
 */
export declare function unusedConsents(allowDestroy: readonly string[], needed: Map<string, Consent>, hooks?: readonly Hook[]): Finding[];
