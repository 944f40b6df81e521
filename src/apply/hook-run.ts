import type { ClusterClient } from '../cluster/types.ts';
import { until } from '../cluster/until.ts';
import { PlumblineError } from '../errors/error.ts';
import { annotationOf, consentEntry, displayId } from '../manifests/identity.ts';
import { field } from '../manifests/json.ts';
import type { ApiResource, JsonObject, KubeObject, ObjectId } from '../manifests/types.ts';
import type { Hook, HookDeletePolicy } from '../plan/hooks.ts';
import { holdsData } from '../plan/policy.ts';
import type { TargetContext } from './context.ts';
import { hookEnd } from './hook-end.ts';
import { type ResourceMap, unknownKind } from './resources.ts';
import { whenServed } from './stages.ts';

/** On what a hook made, and the release whose hook it is: only such an object is ever replaced by another run. */
const hookAnnotation = 'plumbline.dev/hook-of';
const manager = 'plumbline-hooks';

export interface HookContext {
  client: ClusterClient;
  resources: ResourceMap;
  /** `NAMESPACE/NAME` of the release. */
  owner: string;
  /** The same of its former name, as long as it moves: what its hooks have left is ours, too. */
  formerOwner?: string | undefined;
  /** Consents: what may hold data is made anew only with one. */
  allowDestroy: readonly string[];
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** What a hook has made. */
export interface Made {
  hook: Hook;
  resource: ApiResource;
  uid: string;
}

export function hookContext({ objects, target, signal }: TargetContext, resources: ResourceMap): HookContext {
  const { movedFrom, release, wait } = target;
  return {
    client: objects,
    resources,
    owner: `${release.namespace}/${target.name}`,
    allowDestroy: target.allowDestroy,
    formerOwner: movedFrom && `${release.namespace}/${movedFrom.name}`,
    timeoutMs: wait.timeout,
    signal,
  };
}

/**
 * Makes what one hook is, and waits until it has ended. What failed is removed where its policies say so.
 * @throws HOOK_FAILED, FOREIGN_OBJECT, UNKNOWN_KIND, DELETE_STUCK
 */
export async function runHook(context: HookContext, hook: Hook, event: string): Promise<Made> {
  const { client, resources, owner, timeoutMs, signal } = context;
  const { id, object } = hook.manifest;
  const resource = resources.of(object);
  if (resource === undefined) throw unknownKind(hook.manifest);
  await clear(context, resource, hook);
  const { object: first } = await whenServed(context, id, () =>
    client.create(resource, asMade(object, owner), { fieldManager: manager }),
  );
  const made: Made = { hook, resource, uid: String(first.metadata.uid) };

  let end = hookEnd(first);
  const isOver = await until(
    timeoutMs,
    async () => {
      if (end.state !== 'running') return true;
      const now = await client.get(resource, id);
      if (now === undefined || now.metadata.uid !== made.uid) {
        throw failed(hook, event, 'it was deleted while it ran');
      }
      end = hookEnd(now);
      return end.state !== 'running';
    },
    signal,
  );
  if (isOver && end.state === 'succeeded') return made;
  await removeMade(context, made, 'hook-failed');
  throw failed(
    hook,
    event,
    isOver ? end.message : `it has not ended within ${Math.round(timeoutMs / 1000)} s`,
  );
}

// A Job that is swept away the moment it ends cannot be told from one that was deleted while it ran.
const leastTtlSeconds = 60;

/** The object marked as this release's hook, and kept for long enough to be seen to end. */
function asMade(object: KubeObject, owner: string): KubeObject {
  const { metadata, spec } = object;
  const annotations = { ...(metadata.annotations as object | undefined), [hookAnnotation]: owner };
  const marked: KubeObject = { ...object, metadata: { ...metadata, annotations } };
  const ttl = field(object, 'spec', 'ttlSecondsAfterFinished');
  if (object.kind !== 'Job' || typeof ttl !== 'number' || ttl >= leastTtlSeconds) return marked;
  return { ...marked, spec: { ...(spec as JsonObject), ttlSecondsAfterFinished: leastTtlSeconds } };
}

/** Removes what a hook made, where its policies say so. */
export async function removeMade(
  { client }: HookContext,
  { hook, resource, uid }: Made,
  policy: HookDeletePolicy,
): Promise<void> {
  if (hook.deletePolicies.includes(policy)) await client.delete(resource, hook.manifest.id, { uid });
}

/** Removes what an earlier run left under the hook's name. @throws FOREIGN_OBJECT, CONSENT_REQUIRED, DELETE_STUCK */
async function clear(context: HookContext, resource: ApiResource, { manifest: { id } }: Hook): Promise<void> {
  const { client, timeoutMs, signal } = context;
  const before = await client.get(resource, id);
  const refusal = obstacle(context, id, before);
  if (refusal !== undefined) throw refusal;
  if (before === undefined) return;
  const uid = String(before.metadata.uid);
  // A Job goes after its Pods: a migration that still runs must not meet its successor.
  const propagation = id.kind === 'Job' ? 'Foreground' : 'Background';
  await client.delete(resource, id, { uid, propagation });
  const isGone = await until(
    timeoutMs,
    async () => (await client.get(resource, id))?.metadata.uid !== uid,
    signal,
  );
  if (isGone) return;
  throw new PlumblineError('DELETE_STUCK', 'what an earlier run of the hook left does not go away', {
    object: displayId(id),
    remedy: 'See which finalizers hold it: kubectl get -o yaml shows them.',
  });
}

/** Why what is there under a hook's name may not be removed for it: it is another's, or may hold data. */
export function obstacle(
  { owner, formerOwner, allowDestroy }: HookContext,
  id: ObjectId,
  before: KubeObject | undefined,
): PlumblineError | undefined {
  if (before === undefined) return undefined;
  const of = annotationOf(before, hookAnnotation);
  if (of === undefined || (of !== owner && of !== formerOwner)) {
    return new PlumblineError(
      'FOREIGN_OBJECT',
      'a hook of the chart has the name of an object that is there',
      { object: displayId(id), remedy: 'Delete the object, or give the hook another name.' },
    );
  }
  const entry = consentEntry(id);
  if (!holdsData(id) || allowDestroy.includes(entry)) return undefined;
  return new PlumblineError('CONSENT_REQUIRED', `making the hook anew deletes a ${id.kind} first`, {
    object: displayId(id),
    remedy: `To agree, add to the target in plumbline.yaml: allowDestroy: [${entry}].`,
  });
}

const failed = (
  { manifest: { id, source }, deletePolicies }: Hook,
  event: string,
  why: string,
): PlumblineError =>
  new PlumblineError('HOOK_FAILED', `the ${event} hook failed: ${why}`, {
    object: displayId(id),
    ...(source !== undefined && { place: { file: source.file, line: source.line } }),
    remedy: deletePolicies.includes('hook-failed')
      ? 'Leave hook-failed out of its delete policies to be able to read its logs.'
      : `Read its logs: kubectl logs${id.namespace === undefined ? '' : ` -n ${id.namespace}`} ${id.kind.toLowerCase()}/${id.name}`,
  });
