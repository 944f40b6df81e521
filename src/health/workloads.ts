import { field, stringField } from '../manifests/json.ts';
import type { KubeObject } from '../manifests/types.ts';
import { condition, count, isFalse, isTrue, told, wantedReplicas } from './conditions.ts';
import { current, failed, type Health, inProgress } from './types.ts';

const surplus = (count: number, word: string): string =>
  count === 1 ? `1 ${word} is` : `${count} ${word}s are`;

/** Source of the rules in this file: cli-utils, kstatus/status/core.go. */
export function deploymentHealth(object: KubeObject): Health {
  const progressing = condition(object, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    return failed(told(progressing, 'its rollout makes no progress'));
  const wanted = wantedReplicas(object);
  const replicas = count(object, 'status', 'replicas');
  const updated = count(object, 'status', 'updatedReplicas');
  const available = count(object, 'status', 'availableReplicas');
  const ready = count(object, 'status', 'readyReplicas');
  if (wanted > replicas) return inProgress(`${replicas} of ${wanted} replicas are created`);
  if (wanted > updated) return inProgress(`${updated} of ${wanted} replicas are updated`);
  if (replicas > wanted) return inProgress(`${surplus(replicas - wanted, 'old replica')} still to go`);
  if (updated > available) return inProgress(`${available} of ${updated} updated replicas are available`);
  if (wanted > ready) return inProgress(`${ready} of ${wanted} replicas are ready`);
  const hasDeadline = field(object, 'spec', 'progressDeadlineSeconds') !== undefined;
  const isComplete = isTrue(progressing) && progressing?.reason === 'NewReplicaSetAvailable';
  if (hasDeadline && !isComplete) return inProgress('its new ReplicaSet is not available yet');
  if (!isTrue(condition(object, 'Available'))) return inProgress('it is not available yet');
  return current(`${wanted} of ${wanted} replicas are ready`);
}

export function statefulSetHealth(object: KubeObject): Health {
  const strategy = field(object, 'spec', 'updateStrategy');
  if (stringField(strategy, 'type') === 'OnDelete')
    return current('its pods are updated when they are deleted');
  const wanted = wantedReplicas(object);
  const replicas = count(object, 'status', 'replicas');
  const ready = count(object, 'status', 'readyReplicas');
  const currentReplicas = count(object, 'status', 'currentReplicas');
  const updated = count(object, 'status', 'updatedReplicas');
  if (wanted > replicas) return inProgress(`${replicas} of ${wanted} replicas are created`);
  if (wanted > ready) return inProgress(`${ready} of ${wanted} replicas are ready`);
  if (replicas > wanted) return inProgress(`${surplus(replicas - wanted, 'replica')} still to go`);
  const partition = Number(field(strategy, 'rollingUpdate', 'partition') ?? 0);
  if (partition > 0) {
    const due = Math.max(0, wanted - partition);
    if (updated < due) return inProgress(`${updated} of ${due} replicas above the partition are updated`);
    return current(`${due} replicas above the partition are updated`);
  }
  if (wanted > currentReplicas) return inProgress(`${currentReplicas} of ${wanted} replicas are current`);
  const status = field(object, 'status');
  if (stringField(status, 'currentRevision') !== stringField(status, 'updateRevision')) {
    return inProgress('its replicas are not all of the new revision');
  }
  return current(`${wanted} of ${wanted} replicas are ready`);
}

export function daemonSetHealth(object: KubeObject): Health {
  if (field(object, 'status', 'desiredNumberScheduled') === undefined)
    return inProgress('it is not scheduled yet');
  const wanted = count(object, 'status', 'desiredNumberScheduled');
  for (const [name, word] of daemonCounts) {
    const found = count(object, 'status', name);
    if (wanted > found) return inProgress(`${found} of ${wanted} pods are ${word}`);
  }
  return current(`${wanted} of ${wanted} pods are ready`);
}

const daemonCounts = [
  ['currentNumberScheduled', 'scheduled'],
  ['updatedNumberScheduled', 'updated'],
  ['numberAvailable', 'available'],
  ['numberReady', 'ready'],
] as const;

export function replicaSetHealth(object: KubeObject): Health {
  const failure = condition(object, 'ReplicaFailure');
  if (isTrue(failure)) return inProgress(told(failure, 'its pods cannot be created'));
  const wanted = wantedReplicas(object);
  for (const [name, word] of replicaCounts) {
    const found = count(object, 'status', name);
    if (wanted > found) return inProgress(`${found} of ${wanted} replicas are ${word}`);
  }
  const replicas = count(object, 'status', 'replicas');
  if (replicas > wanted) return inProgress(`${surplus(replicas - wanted, 'replica')} still to go`);
  return current(`${wanted} of ${wanted} replicas are ready`);
}

const replicaCounts = [
  ['fullyLabeledReplicas', 'labelled'],
  ['availableReplicas', 'available'],
  ['readyReplicas', 'ready'],
] as const;

/** Other than in kstatus, a Job is not done before it has run: a deploy waits for its outcome. */
export function jobHealth(object: KubeObject): Health {
  const failure = condition(object, 'Failed');
  if (isTrue(failure)) return failed(told(failure, 'the Job failed'));
  if (isTrue(condition(object, 'Complete'))) return current('the Job is complete');
  if (field(object, 'spec', 'suspend') === true && !isFalse(condition(object, 'Suspended'))) {
    return current('the Job is suspended');
  }
  return inProgress(
    `${count(object, 'status', 'active')} active, ${count(object, 'status', 'succeeded')} succeeded`,
  );
}
