import { baselineFor, checkObject } from '../drift/check.ts';
import { concerns, ignorePatterns } from '../drift/ignore.ts';
import type { Check } from '../drift/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { displayId, idKey, kindKey, labelOf } from '../manifests/identity.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import { holdsAllSent } from './coverage.ts';
import { begunPaths, gitDifference, goneFields, isThereAlready, type Side } from './git.ts';
import { mayBeImmutable } from './immutable.ts';
import { displayOwner, foreignOwner, isMember, mayAdopt, partOfLabel } from './ownership.ts';
import { isLostWhenMissing, mayBeFinished, objectPolicy } from './policy.ts';
import { decideRemoved } from './removed.ts';
import { sending } from './send.ts';
import type { Decision, Situation } from './situation.ts';

/** What is to be done with each object of desired ∪ release, before any dry run. */
export function decide(situation: Situation): Decision[] {
  const { release } = situation;
  const current = byKey(release?.current?.manifests);
  const pending = byKey(release?.pending?.manifests);
  const base = byKey(situation.base?.manifests);
  const decisions: Decision[] = [];
  const seen = new Set<string>();
  for (const desired of situation.desired) {
    const key = idKey(desired.id);
    seen.add(key);
    decisions.push(decideDesired(situation, key, desired, current.get(key), pending.get(key), base.get(key)));
  }
  for (const [key, manifest] of [...current, ...pending]) {
    if (seen.has(key)) continue;
    seen.add(key);
    decisions.push(decideRemoved(situation, key, manifest, base.get(key)));
  }
  return decisions;
}

const byKey = (manifests: Manifest[] | undefined): Map<string, Manifest> =>
  new Map((manifests ?? []).map((manifest) => [idKey(manifest.id), manifest]));

function decideDesired(
  situation: Situation,
  key: string,
  desired: Manifest,
  released: Manifest | undefined,
  pending: Manifest | undefined,
  base: Manifest | undefined,
): Decision {
  const { target, release, base: tip } = situation;
  const live = situation.live.get(key);
  const structure = () => situation.structure(desired.object.apiVersion, desired.object.kind);
  const resource = situation.resource(desired.id, desired.object);
  const before: Side = { manifest: released, rules: release?.current?.policy.ignore ?? [] };
  const begunBefore: Side = { manifest: pending, rules: release?.pending?.policy.ignore ?? [] };
  const wanted = { manifest: desired, rules: target.ignore };
  const { git, change, fields } = gitDifference(
    {
      released: before,
      ...(tip !== undefined && { base: { manifest: base, rules: tip.ignore } }),
      desired: wanted,
    },
    structure,
  );
  const isSame = git === 'none' && pending === undefined;
  const gone = isSame ? [] : goneFields([before, begunBefore], wanted, structure);
  const decision: Decision = {
    id: desired.id,
    key,
    action: 'unchanged',
    git,
    change,
    gitFields: fields,
    desired,
    handover: [],
    ask: false,
    ...(gone.length > 0 && { gone }),
    ...(released !== undefined && { released }),
    ...(base !== undefined && { base }),
    ...(live !== undefined && { live }),
    ...(resource !== undefined && { resource }),
  };
  if (objectPolicy.skipsApply(desired.object)) {
    return { ...decision, action: 'skip', reason: 'plumbline.dev/apply: skip' };
  }
  const refusal = refuseDesired(situation, desired);
  if (refusal !== undefined) return { ...decision, action: 'skip', refusal, reason: refusal.message };
  const unreadable = situation.unreadable.get(kindKey(desired.id));
  if (unreadable !== undefined) return decideUnseen(decision, unreadable);

  const { object: send, handover } = sending(desired, situation.membership, target.ignore, live, structure());
  const known = { ...decision, send, handover };
  if (live === undefined) return decideAbsent(situation, known, released);
  const isUnowned = released === undefined && pending === undefined;
  const unowned = isUnowned ? decideUnowned(situation, known, live) : undefined;
  if (unowned?.refusal === undefined && live.metadata.deletionTimestamp !== undefined)
    return decideEnding(situation, decision, live, released);
  if (unowned !== undefined) return unowned;
  const begun = begunPaths(released, pending, live, structure());
  return decideOwned(situation, { ...known, ...(begun.length > 0 && { begun }) }, live, pending);
}

/** A kind that the login cannot read: Git against Git, and the plan says so. */
function decideUnseen(decision: Decision, why: string): Decision {
  const action = decision.git === 'added' ? 'create' : decision.git === 'changed' ? 'update' : 'unchanged';
  return { ...decision, action, effectNotAsked: why };
}

function refuseDesired(situation: Situation, desired: Manifest): PlumblineError | undefined {
  const partOf = labelOf(desired.object, partOfLabel);
  if (partOf === undefined || partOf === situation.membership.id) return undefined;
  return new PlumblineError('FOREIGN_OBJECT', `the manifest itself says it is part of ${partOf}`, {
    object: displayId(desired.id),
    remedy: `Remove the label ${partOfLabel} from the manifest.`,
  });
}

function decideAbsent(situation: Situation, decision: Decision, released: Manifest | undefined): Decision {
  if (released === undefined) return { ...decision, action: 'create', ask: situation.mode === 'preview' };
  if (decision.git === 'none' && mayBeFinished(released.object)) {
    return { ...decision, action: 'unchanged', reason: 'it has finished and is gone' };
  }
  const lost = isLostWhenMissing(decision.id);
  return {
    ...decision,
    action: decision.git === 'none' ? 'restore' : 'create',
    reason: lost
      ? 'it was deleted from the cluster, and its data with it'
      : 'it was deleted from the cluster',
    check: { verdict: 'missing', paths: [] },
    ask: situation.mode === 'preview',
  };
}

/** It is being deleted, which nothing can take back: as good as gone, and to be made once it is. */
function decideEnding(
  situation: Situation,
  { live: _ending, ...decision }: Decision,
  ending: KubeObject,
  released: Manifest | undefined,
): Decision {
  const absent = decideAbsent(situation, decision, released);
  if (absent.action === 'unchanged') return absent;
  return {
    ...absent,
    ending,
    reason: 'it is being deleted: it is made anew once it is gone',
    ask: false,
    effectNotAsked: 'its name is taken until what has it is gone',
  };
}

/** It exists and no record of ours names it. */
function decideUnowned(situation: Situation, decision: Decision, live: KubeObject): Decision {
  const ours = labelOf(live, partOfLabel) === situation.membership.id;
  const owner = ours ? undefined : foreignOwner(live, situation.membership.id);
  if (!ours && !mayAdopt(decision.id, owner, situation.target.adopt)) {
    const refusal = refuseOwner(decision, owner === undefined ? 'somebody else' : displayOwner(owner));
    return { ...decision, action: 'skip', refusal, reason: refusal.message };
  }
  return { ...decision, action: 'adopt', ask: true };
}

function refuseOwner(decision: Decision, owner: string): PlumblineError {
  const { id } = decision;
  const entry = [id.kind, id.namespace, id.name].filter((part) => part !== undefined).join('/');
  return new PlumblineError('FOREIGN_OBJECT', `exists already and belongs to ${owner}`, {
    object: displayId(id),
    remedy: `To take it over, name it in the target's adopt list: adopt: [${entry}].`,
  });
}

function decideOwned(
  situation: Situation,
  decision: Decision,
  live: KubeObject,
  pending: Manifest | undefined,
): Decision {
  const partOf = labelOf(live, partOfLabel);
  if (partOf !== undefined && !isMember(live, situation.membership)) {
    const owner = foreignOwner(live, situation.membership.id);
    if (!mayAdopt(decision.id, owner, situation.target.adopt)) {
      const refusal = refuseOwner(decision, owner === undefined ? partOf : displayOwner(owner));
      return { ...decision, action: 'skip', refusal, reason: refusal.message };
    }
  }
  const patterns = ignorePatterns(situation.target.ignore, decision.id, live);
  const baseline = baselineFor(decision.released, situation.release?.baselines.get(decision.key));
  const found = checkObject(baseline, live, patterns);
  // No rule ignores the label: without it the object would never be pruned.
  const isLost =
    partOf === undefined ||
    (isLeftToManagers(situation, decision) && !holdsAllSent(live, decision.send ?? live));
  const check: Check = isLost && found.verdict === 'clean' ? { ...found, verdict: 'ownership-lost' } : found;
  const checked: Decision = { ...decision, check };
  // An interrupted apply may or may not have written it: only the server can tell.
  const uncertain = pending !== undefined || situation.release?.pending !== undefined;
  if (decision.git !== 'none') {
    const ask =
      situation.mode === 'preview' ||
      uncertain ||
      check.verdict !== 'clean' ||
      isThereAlready(decision.gitFields, decision.send, live) ||
      mayBeImmutable(decision.id, decision.gitFields, live);
    return { ...checked, action: 'update', ask };
  }
  if (decision.handover.length > 0) return { ...checked, action: 'update', ask: true };
  if (partOf !== undefined && partOf === situation.membership.formerId) {
    const ask = situation.mode === 'preview' || uncertain || check.verdict !== 'clean';
    return { ...checked, action: 'update', ask, reason: 'it moves from the release of the former name' };
  }
  if (check.verdict === 'clean') return checked;
  if (decision.begun !== undefined) {
    return { ...checked, action: 'update', ask: true, reason: 'an apply that did not end has changed it' };
  }
  return { ...checked, action: 'restore', ask: true };
}

/** Whether a rule, of now or of the release, leaves fields of it to whatever manager holds them. */
function isLeftToManagers({ target, release }: Situation, { id }: Decision): boolean {
  const rules = [...target.ignore, ...(release?.current?.policy.ignore ?? [])];
  return rules.some((rule) => (rule.managers ?? []).length > 0 && concerns(rule, id));
}
