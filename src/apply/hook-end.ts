import { field, isObject, stringField } from '../manifests/json.ts';
import type { JsonObject, KubeObject } from '../manifests/types.ts';

export interface HookEnd {
  state: 'running' | 'succeeded' | 'failed';
  /** Of a failure: what the object says. */
  message: string;
}

/** Whether what a hook made has come to its end: only Jobs and Pods run, all else is done when it is there. */
export function hookEnd(object: KubeObject): HookEnd {
  if (object.kind === 'Job' && object.apiVersion.startsWith('batch/')) return jobEnd(object);
  if (object.kind === 'Pod' && object.apiVersion === 'v1') return podEnd(object);
  return { state: 'succeeded', message: '' };
}

function jobEnd(object: KubeObject): HookEnd {
  const conditions = field(object, 'status', 'conditions');
  const holding = (Array.isArray(conditions) ? conditions : [])
    .filter((one): one is JsonObject => isObject(one))
    .filter(({ status }) => status === 'True');
  const failure = holding.find(({ type }) => type === 'Failed');
  if (failure !== undefined) {
    const message = stringField(failure, 'message') || stringField(failure, 'reason') || 'the Job failed';
    return { state: 'failed', message };
  }
  const isComplete = holding.some(({ type }) => type === 'Complete');
  return { state: isComplete ? 'succeeded' : 'running', message: '' };
}

function podEnd(object: KubeObject): HookEnd {
  const phase = stringField(object, 'status', 'phase');
  if (phase === 'Succeeded') return { state: 'succeeded', message: '' };
  if (phase !== 'Failed') return { state: 'running', message: '' };
  return { state: 'failed', message: stringField(object, 'status', 'message') || 'the Pod failed' };
}
