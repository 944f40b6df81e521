import type { ClusterClient } from '../cluster/types.ts';
import type { Target } from '../config/types.ts';
import type { Manifest } from '../manifests/types.ts';
import type { Release, ReleasePolicy, ReleaseSource } from '../release/types.ts';
import type { TargetContext } from './context.ts';
import type { Progress } from './types.ts';

/** The target as the record knows it: enough to apply a recorded set again, without Git and configuration. */
export function targetOf(release: Pick<Release, 'name' | 'namespace'>, policy: ReleasePolicy): Target {
  return {
    name: release.name,
    path: '',
    createNamespace: false,
    release: {
      namespace: release.namespace,
      ...(policy.serviceAccount !== undefined && { serviceAccount: policy.serviceAccount }),
    },
    dependsOn: [],
    prune: policy.prune,
    allowDestroy: policy.allowDestroy,
    adopt: policy.adopt,
    takeover: policy.takeover,
    wait: policy.wait,
    onFailure: policy.onFailure,
    onInterrupted: policy.onInterrupted,
    drift: policy.drift,
    ignore: policy.ignore,
  };
}

/** What a person agrees to today. */
export interface Consents {
  allowDestroy: readonly string[];
  maxDeletions: number;
}

export interface FromRecordOptions {
  progress: Progress;
  signal?: AbortSignal;
  /** Those given when the revision was made are used up. Without these, nothing may be deleted that needs any. */
  consents?: Consents;
}

/** The context of applying a recorded set: a rollback, a resumed apply, an uninstall. */
export function contextFromRecord(
  clients: { client: ClusterClient; objects: ClusterClient },
  release: Release,
  recorded: { policy: ReleasePolicy; source: ReleaseSource; manifests: Manifest[] },
  options: FromRecordOptions,
): TargetContext {
  const target = targetOf(release, recorded.policy);
  // The record tells that there are hooks, so that it stays the same set; nothing runs them from here.
  const { hooks: digest } = recorded.policy;
  const hooks = digest === undefined ? {} : { hooks: { digest, hooks: [] } };
  const { allowDestroy, maxDeletions } = options.consents ?? { allowDestroy: [], maxDeletions: 0 };
  return {
    ...clients,
    target: { ...target, allowDestroy: [...allowDestroy], prune: { ...target.prune, maxDeletions } },
    source: recorded.source,
    desired: () => Promise.resolve({ manifests: recorded.manifests, findings: [], ...hooks }),
    progress: options.progress,
    ...(options.signal !== undefined && { signal: options.signal }),
  };
}
