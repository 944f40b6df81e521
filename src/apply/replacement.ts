import { createHash } from 'node:crypto';
import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { isObject } from '../manifests/json.ts';
import type { ApiResource, Json, KubeObject, Manifest } from '../manifests/types.ts';
import type { Membership } from '../plan/ownership.ts';
import { withMembership } from '../plan/send.ts';

/**
 * What the object would be, deleted and created again: asked as a creation in a dry run, under another name,
 * since its own is taken. Undefined where the server does not take it so; that says nothing about the
 * creation under its own name.
 */
export async function askReplacement(
  client: ClusterClient,
  resource: ApiResource,
  { object }: Manifest,
  membership: Membership,
): Promise<KubeObject | undefined> {
  const { name } = object.metadata;
  const probe = probeName(name);
  const whole = withMembership(object, membership);
  const renamed: KubeObject = { ...whole, metadata: { ...whole.metadata, name: probe } };
  try {
    const created = await client.apply(resource, renamed, { dryRun: true });
    return renameValues(created.object, probe, name) as KubeObject;
  } catch (thrown) {
    if (thrown instanceof PlumblineError && thrown.exitCode === 1) return undefined;
    throw thrown;
  }
}

/** A name that nobody has, and that is allowed wherever this one is. */
function probeName(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return `p${digest}`.slice(0, Math.max(name.length, 16));
}

/** The name stands in other places too: the labels that a Job's pods get. */
function renameValues(value: Json, from: string, to: string): Json {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item) => renameValues(item, from, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, renameValues(inner, from, to)]),
  );
}
