import type { Target } from '../config/types.ts';
import type { Manifest } from '../manifests/types.ts';
import type { Answers, Situation } from '../plan/situation.ts';
import type { Finding, ObjectPlan } from '../plan/types.ts';
import type { Judge } from '../render/judge.ts';
import type { Desired, TargetContext } from './context.ts';
export interface Judged {
    /** Mistakes by the object that has them (displayId), as findings of severity `error`. */
    mistakes: Map<string, Finding[]>;
    findings: Finding[];
}
/**
 * Judges by their schemas what differs from the release and what the server gave no answer about: it could not be
 * asked, or it refused the object, and then the schema may tell the very place. The others it has judged itself,
 * and nothing is loaded where there is nothing to judge. An apply leaves it to the server altogether.
 */
export declare function judgeChanges({ judge, target, client }: TargetContext, desired: Desired, { mode, release, desired: manifests }: Pick<Situation, 'mode' | 'release' | 'desired'>, answers: Answers): Promise<Judged>;
/** Judges what a plan of Git against Git changes, as `validate` does: no server will. */
export declare function judgeWithoutServer(judge: Judge, { kubernetesVersion }: Pick<Target, 'kubernetesVersion'>, desired: Desired, changed: readonly Manifest[]): Promise<Finding[]>;
/** What is to be told beside the server's answers: what it refuses it tells itself. */
export declare function judgedFindings({ mistakes, findings }: Judged, manifests: readonly Manifest[], answers: Answers): Finding[];
/** What the server refuses is told at the very value, where the schema knows which it is. */
export declare const atMistakes: (objects: readonly ObjectPlan[], { mistakes }: Judged) => ObjectPlan[];
