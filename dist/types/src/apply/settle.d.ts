import type { ClusterClient } from '../cluster/types.ts';
import type { Membership } from '../plan/ownership.ts';
import type { Answer, Decision, Situation } from '../plan/situation.ts';
export interface Settled {
    /** With those objects that were read again. */
    situation: Situation;
    decisions: Decision[];
    answers: Map<string, Answer>;
}
export interface Deciding {
    decide(situation: Situation): Decision[];
    /** Makes ready what the answers are compared by. */
    load(decisions: readonly Decision[]): Promise<void>;
    replaceAs?: Membership;
}
/**
 * Decides, and asks the server what is left open. An answer is about the object at the moment of asking: what
 * somebody changed after the reading would be told as the work of the apply. Such an object is read again,
 * decided and asked anew, until reading and answer are of one state.
 */
export declare function settle(client: ClusterClient, situation: Situation, { decide, load, replaceAs }: Deciding): Promise<Settled>;
