import { PlumblineError } from '../errors/error.ts';
import { consentEntry, displayId } from '../manifests/identity.ts';
import type { Hook } from './hooks.ts';
import { holdsData, isLostWhenMissing, objectPolicy } from './policy.ts';
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
export function consents(
  candidates: Candidate[],
  allowDestroy: readonly string[],
  maxDeletions: number,
  releasedCount: number,
): Map<string, Consent> {
  const deletions = candidates.filter(({ action }) => action === 'delete').length;
  const mass =
    deletions > maxDeletions
      ? `${deletions} deletions are more than maxDeletions (${maxDeletions})`
      : deletions * 2 > releasedCount
        ? `${deletions} of ${releasedCount} objects would be deleted`
        : undefined;
  const needed = new Map<string, Consent>();
  for (const { decision, action } of candidates) {
    const reason = reasonFor(decision, action) ?? (action === 'delete' ? mass : undefined);
    if (reason === undefined) continue;
    const entry = consentEntry(decision.id);
    needed.set(decision.key, { entry, given: allowDestroy.includes(entry), reason });
  }
  return needed;
}

function reasonFor({ id, live, desired, check }: Decision, action: Action): string | undefined {
  const missing = check?.verdict === 'missing' && live === undefined;
  if (missing && isLostWhenMissing(id) && action !== 'unchanged') {
    return `the ${id.kind} was deleted from the cluster and its data with it; applying makes an empty one`;
  }
  if (action === 'delete' && holdsData(id)) return `deleting a ${id.kind} may delete data`;
  if (action !== 'replace') return undefined;
  if (holdsData(id)) return `replacing a ${id.kind} deletes it first`;
  if (desired !== undefined && objectPolicy.allowsReplace(desired.object)) return undefined;
  return 'a field that cannot change is changed: the object must be deleted and created again';
}

/** The refusal for consents that are not given; it names every line to add. */
export function consentRefusal(
  needed: Map<string, Consent>,
  decisions: Decision[],
  by: 'plumbline.yaml' | '--allow-destroy' = 'plumbline.yaml',
): PlumblineError | undefined {
  const missing = decisions.filter(({ key }) => needed.get(key)?.given === false);
  if (missing.length === 0) return undefined;
  const entries = missing.map(({ id }) => consentEntry(id));
  const first = missing[0] as Decision;
  const reason = needed.get(first.key)?.reason ?? '';
  const others = missing.length === 1 ? '' : ` (and ${missing.length - 1} more)`;
  return new PlumblineError('CONSENT_REQUIRED', `${displayId(first.id)}${others}: ${reason}`, {
    object: displayId(first.id),
    remedy:
      by === 'plumbline.yaml'
        ? `To agree, add to the target in plumbline.yaml: allowDestroy: [${entries.join(', ')}].`
        : `To agree, run it again with --allow-destroy ${entries.join(' --allow-destroy ')}.`,
  });
}

/**
 * A consent that matches nothing may be a slip of the pen, or left over from an older change.
 * @param hooks which an apply makes anew: what may hold data needs consent, too
 */
export function unusedConsents(
  allowDestroy: readonly string[],
  needed: Map<string, Consent>,
  hooks: readonly Hook[] = [],
): Finding[] {
  const used = new Set([
    ...[...needed.values()].map(({ entry }) => entry),
    ...hooks
      .filter(({ manifest }) => holdsData(manifest.id))
      .map(({ manifest }) => consentEntry(manifest.id)),
  ]);
  return allowDestroy
    .filter((entry) => !used.has(entry))
    .map((entry) => ({
      severity: 'warning' as const,
      code: 'UNUSED_CONSENT',
      message: `allowDestroy names ${entry}, and nothing in this plan needs it`,
      remedy: 'Remove the line once it has served, so that it does not agree to something later.',
    }));
}
