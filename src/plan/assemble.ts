import { errorView, type PlumblineError } from '../errors/error.ts';
import { displayId, idKey } from '../manifests/identity.ts';
import type { ReleasePolicy } from '../release/types.ts';
import { consentRefusal, consents, unusedConsents } from './consent.ts';
import { describeObject, settledAction } from './describe.ts';
import { planHash } from './hash.ts';
import type { Hooks } from './hooks.ts';
import { inOrder } from './order.ts';
import { scaledObjects } from './risks.ts';
import type { Answers, Decision, Situation } from './situation.ts';
import { hashedPolicy, policyRisk } from './target-policy.ts';
import type { Action, Finding, ObjectPlan, PlanCounts, TargetPlan } from './types.ts';

/** A decision with the action that stands: what the apply carries out. */
export interface Step {
  decision: Decision;
  action: Action;
}

export interface Assembled {
  plan: Omit<TargetPlan, 'cluster' | 'stats'>;
  /** Every object, unchanged ones included, in the order of the plan. */
  steps: Step[];
  /** What stands against an apply, worst first; empty when it may go ahead. */
  refusals: PlumblineError[];
}

export interface AssembleOptions {
  policy: ReleasePolicy;
  findings: Finding[];
  notAsked: string[];
  hooks?: Hooks | undefined;
  /** Git against Git: no cluster was asked. */
  base?: string;
}

/** The whole plan of one target from what was observed, decided and answered. */
export function assemble(
  situation: Situation,
  decisions: Decision[],
  answers: Answers,
  options: AssembleOptions,
): Assembled {
  const { target, release } = situation;
  const settled = decisions.map((decision) => ({
    decision,
    action: settledAction(decision, answers.get(decision.key)),
  }));
  const steps = inOrder(settled, ({ decision }) => decision.id, deletionsLast);
  const needed = consents(steps, target.allowDestroy, target.prune.maxDeletions, sizeBefore(situation));
  const refusal = consentRefusal(needed, decisions);
  const refusals = [
    ...decisions.flatMap((decision) => (decision.refusal === undefined ? [] : [decision.refusal])),
    ...(refusal === undefined ? [] : [refusal]),
  ];
  const scaled = scaledObjects(situation);
  const shown = steps.filter(({ decision, action }) => isShown(decision, action));
  const objects = shown.map(({ decision, action }) =>
    describeObject(situation, decision, answers.get(decision.key), action, needed.get(decision.key), scaled),
  );
  const plan: Assembled['plan'] = {
    target: target.name,
    source: situation.source,
    ...(release?.current !== undefined && {
      release: {
        revision: release.current.revision,
        commit: release.current.source.commit,
        ...(release.pending !== undefined && { pending: release.pending.phase }),
      },
    }),
    ...(options.base !== undefined && { base: options.base }),
    objects,
    counts: count(steps, objects),
    total: situation.desired.length,
    notAsked: options.notAsked,
    findings: [
      ...options.findings,
      ...unusedConsents(target.allowDestroy, needed, options.hooks?.hooks),
      ...strayFindings(situation),
    ],
    risks: policyRisk(release?.current?.policy, options.policy),
    hash: planHash(target.name, steps, {
      policy: hashedPolicy(options.policy),
      consents: target.allowDestroy,
    }),
    refusals: refusals.map(errorView),
  };
  return { plan, steps, refusals };
}

/** How many objects there may be that a deletion can meet: an interrupted apply's count, too. */
function sizeBefore({ release, base }: Situation): number {
  if (release === undefined) return base?.manifests.length ?? 0;
  const manifests = [...(release.current?.manifests ?? []), ...(release.pending?.manifests ?? [])];
  return new Set(manifests.map(({ id }) => idKey(id))).size;
}

const deletionsLast = ({ action }: Step): number => (action === 'delete' ? 2 : action === 'forget' ? 1 : 0);

/** Unchanged objects are only counted; what is gone already needs no line either. */
function isShown(decision: Decision, action: Action): boolean {
  if (action === 'unchanged') return false;
  return !(action === 'forget' && decision.live === undefined);
}

function count(steps: Step[], objects: ObjectPlan[]): PlanCounts {
  const counts: PlanCounts = {
    create: 0,
    update: 0,
    replace: 0,
    delete: 0,
    adopt: 0,
    restore: 0,
    forget: 0,
    unchanged: 0,
    skip: 0,
  };
  for (const { action } of objects) counts[action] += 1;
  counts.unchanged = steps.filter(({ action }) => action === 'unchanged').length;
  return counts;
}

function strayFindings(situation: Situation): Finding[] {
  return situation.strays.map((object) => {
    const namespace = object.metadata.namespace;
    const id = { kind: object.kind, name: object.metadata.name, group: '' };
    const named = typeof namespace === 'string' ? { ...id, namespace } : id;
    return {
      severity: 'info' as const,
      code: 'STRAY_OBJECT',
      object: displayId(named),
      message:
        'carries the label of this release and stands in no record of it: a copy, perhaps; it is left alone',
      remedy: 'Remove the label applyset.kubernetes.io/part-of from it, or delete it.',
    };
  });
}
