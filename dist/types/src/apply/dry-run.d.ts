import type { ClusterClient } from '../cluster/types.ts';
import type { Membership } from '../plan/ownership.ts';
import type { Answer, Decision, PlanTarget } from '../plan/situation.ts';
type Asked = Pick<PlanTarget, 'takeover' | 'ignore'>;
/**
 * Asks the server, in dry runs, what applying each of these would leave. Refusals are answers.
 * @param replaceAs the membership with which an object is made anew whose field cannot change; without it,
 * what that would leave is not asked
 */
export declare function askServer(client: ClusterClient, decisions: readonly Decision[], target: Asked, replaceAs?: Membership): Promise<Map<string, Answer>>;
export {};
