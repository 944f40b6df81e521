import { PlumblineError } from '../errors/error.ts';
import { consentRefusal, consents } from '../plan/consent.ts';
import { readRelease } from '../release/read.ts';
import type { Release } from '../release/types.ts';
import { checkRepository } from './ancestry.ts';
import { policyOf, type TargetContext } from './context.ts';
import { contextFromRecord } from './from-record.ts';
import { pausedUntil } from './paused.ts';
import { type Preview, preview } from './preview.ts';

export interface UninstallPlanOptions {
  /** Leave the objects and forget them. */
  orphan: boolean;
  allowDestroy: string[];
  duringPause: boolean;
}

export interface ToUninstall {
  release: Release;
  plan: Preview;
}

/**
 * The release and what uninstalling it does: every object of the record deleted, none desired.
 * @throws RELEASE_NOT_FOUND, FOREIGN_RELEASE, PAUSED, FORBIDDEN, CONSENT_REQUIRED
 */
export async function planUninstall(
  context: TargetContext,
  options: UninstallPlanOptions,
): Promise<ToUninstall> {
  const { target, client } = context;
  const at = { name: target.name, namespace: target.release.namespace };
  const release = await readRelease(client, at);
  if (release === undefined) {
    throw new PlumblineError('RELEASE_NOT_FOUND', `there is no release ${at.namespace}/${at.name}`, {
      remedy: 'See the releases there are: kubectl get plr -A.',
    });
  }
  checkRepository(release, context.source);
  const paused = pausedUntil(release, client.now());
  if (paused !== undefined && !options.duringPause) throw paused;
  const revision = release.current ?? release.pending;
  const source = revision?.source ?? context.source;
  // A run that died before it recorded anything has left a release without a policy.
  const known = revision?.policy ?? policyOf(target);
  const policy = { ...known, prune: { ...known.prune, enabled: true } };
  const empty = { policy, source, manifests: [] };
  const plan = await preview(
    contextFromRecord(context, release, empty, { progress: context.progress }),
    'apply',
  );
  refuseUnseen(release, plan);
  if (!options.orphan) refuseWithoutConsent(plan, options.allowDestroy);
  return { release, plan };
}

/** What the login cannot see it can neither delete nor forget, and the record that names it would be gone. */
function refuseUnseen(release: Release, { situation }: Preview): void {
  const [unreadable] = situation.unreadable;
  const { secretsReadable, namespace } = release;
  if (secretsReadable && unreadable === undefined) return;
  const [kind, why] = unreadable ?? ['Secret', 'the login may not read the Secrets of the record'];
  throw new PlumblineError('FORBIDDEN', `not uninstalled: ${kind}: ${why}`, {
    object: `Release ${namespace}/${release.name}`,
    remedy: secretsReadable
      ? `Allow the login to list, get and delete ${kind}.`
      : `Allow the login to get Secrets in the namespace ${namespace}.`,
  });
}

/** Asked for by name, so their number is no surprise; what holds data still needs consent. */
function refuseWithoutConsent(planned: Preview, allowDestroy: string[]): void {
  const needed = consents(planned.steps, allowDestroy, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const refusal = consentRefusal(needed, planned.decisions, '--allow-destroy');
  if (refusal !== undefined) throw refusal;
}
