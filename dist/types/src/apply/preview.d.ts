import { type Sensitive } from '../manifests/sensitive.ts';
import type { Manifest } from '../manifests/types.ts';
import { type Assembled } from '../plan/assemble.ts';
import type { Hooks } from '../plan/hooks.ts';
import type { Answers, Decision, Situation } from '../plan/situation.ts';
import type { TargetPlan } from '../plan/types.ts';
import type { Release } from '../release/types.ts';
import { type TargetContext } from './context.ts';
import { ResourceMap } from './resources.ts';
/** A plan with everything an apply needs to carry it out. */
export interface Preview extends Omit<Assembled, 'plan'> {
    plan: TargetPlan;
    situation: Situation;
    decisions: Decision[];
    answers: Answers;
    release: Release | undefined;
    /** Of the target's former name, as long as it is there: it is planned against, too. */
    former: Release | undefined;
    resources: ResourceMap;
    /** What must not be shown of what was decrypted. */
    sensitive: Sensitive;
    /** Of a chart that has any. */
    hooks?: Hooks;
}
/** Plans one target against the cluster: reads, decides, asks where it must, and says what it could not ask. */
export declare function preview(context: TargetContext, mode: 'preview' | 'apply'): Promise<Preview>;
export declare function membershipOf(target: TargetContext['target']): Situation['membership'];
/** What the server is asked about, as it is wanted and as it is: the lists of either are to be compared by key. */
export declare function asking(decisions: readonly Decision[]): Manifest[];
export declare function difference(before: Record<string, number>, after: Record<string, number>): Record<string, number>;
