import { describe, expect, test } from '@jest/globals';
import { health } from '../../../src/health/index.ts';
import type { JsonObject } from '../../../src/manifests/types.ts';
import { condition, observed } from './objects.ts';

const rolledOut = condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' });
const available = condition('Available', 'True');

describe('a Deployment', () => {
  const whole = {
    replicas: 3,
    updatedReplicas: 3,
    availableReplicas: 3,
    readyReplicas: 3,
    conditions: [rolledOut, available],
  };
  const of = (status: JsonObject, spec: JsonObject = {}) =>
    health(
      observed('apps/v1', 'Deployment', {
        spec: { replicas: 3, progressDeadlineSeconds: 600, ...spec },
        status: { ...whole, ...status },
      }),
    );

  test('is current when all its replicas are new and ready', () => {
    expect(of({})).toEqual({ status: 'current', message: '3 of 3 replicas are ready' });
  });

  test.each<[string, JsonObject]>([
    ['2 of 3 replicas are created', { replicas: 2 }],
    ['1 of 3 replicas are updated', { updatedReplicas: 1 }],
    ['1 old replica is still to go', { replicas: 4 }],
    ['1 of 3 updated replicas are available', { availableReplicas: 1 }],
    ['2 of 3 replicas are ready', { readyReplicas: 2 }],
    [
      'its new ReplicaSet is not available yet',
      { conditions: [condition('Progressing', 'True', { reason: 'ReplicaSetUpdated' }), available] },
    ],
    ['it is not available yet', { conditions: [rolledOut, condition('Available', 'False')] }],
    ['it is not available yet', { conditions: [rolledOut] }],
  ])('is in progress while %s', (message, status) => {
    expect(of(status)).toEqual({ status: 'inProgress', message });
  });

  test('has failed when its rollout makes no progress in time, with what the controller says', () => {
    const stuck = condition('Progressing', 'False', {
      reason: 'ProgressDeadlineExceeded',
      message: 'ReplicaSet "web-1" has timed out',
    });
    expect(of({ conditions: [stuck] })).toEqual({
      status: 'failed',
      message: 'ReplicaSet "web-1" has timed out',
    });
  });

  test('without a deadline is not asked for its progress', () => {
    const spec = { replicas: 1 };
    const status = {
      replicas: 1,
      updatedReplicas: 1,
      availableReplicas: 1,
      readyReplicas: 1,
      conditions: [available],
    };
    expect(health(observed('apps/v1', 'Deployment', { spec, status })).status).toBe('current');
  });

  test('wants one replica where it does not say, and missing counts are none', () => {
    const status = { conditions: [rolledOut, available] };
    expect(health(observed('apps/v1', 'Deployment', { spec: {}, status })).message).toBe(
      '0 of 1 replicas are created',
    );
  });

  test('scaled to none is current', () => {
    const none = { replicas: 0, updatedReplicas: 0, availableReplicas: 0, readyReplicas: 0 };
    expect(of(none, { replicas: 0 }).status).toBe('current');
  });
});

describe('a StatefulSet', () => {
  const whole = {
    replicas: 3,
    readyReplicas: 3,
    currentReplicas: 3,
    updatedReplicas: 3,
    currentRevision: 'b',
    updateRevision: 'b',
  };
  const of = (status: JsonObject, spec: JsonObject = {}) =>
    health(
      observed('apps/v1', 'StatefulSet', { spec: { replicas: 3, ...spec }, status: { ...whole, ...status } }),
    );
  const partition = (at: number) => ({
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: at } },
  });

  test('is current when all its replicas are of the newest revision', () => {
    expect(of({}).status).toBe('current');
  });

  test.each<[string, JsonObject]>([
    ['1 of 3 replicas are created', { replicas: 1 }],
    ['2 of 3 replicas are ready', { readyReplicas: 2 }],
    ['2 replicas are still to go', { replicas: 5 }],
    ['1 of 3 replicas are current', { currentReplicas: 1 }],
    ['its replicas are not all of the new revision', { currentRevision: 'a' }],
  ])('is in progress while %s', (message, status) => {
    expect(of(status)).toEqual({ status: 'inProgress', message });
  });

  test('with a partition waits only for the replicas above it', () => {
    expect(of({ updatedReplicas: 0, currentRevision: 'a' }, partition(2))).toMatchObject({
      status: 'inProgress',
      message: '0 of 1 replicas above the partition are updated',
    });
    expect(of({ updatedReplicas: 1, currentRevision: 'a' }, partition(2)).status).toBe('current');
    expect(of({ updatedReplicas: 0, currentRevision: 'a' }, partition(5)).status).toBe('current');
  });

  test('whose pods are updated only on deletion is not waited for', () => {
    expect(
      of({ readyReplicas: 0, currentRevision: 'a' }, { updateStrategy: { type: 'OnDelete' } }).status,
    ).toBe('current');
  });
});

describe('a DaemonSet', () => {
  const whole = {
    desiredNumberScheduled: 2,
    currentNumberScheduled: 2,
    updatedNumberScheduled: 2,
    numberAvailable: 2,
    numberReady: 2,
  };
  const of = (status: JsonObject) => health(observed('apps/v1', 'DaemonSet', { spec: {}, status }));

  test('is current when its pods are new and ready on every node, none included', () => {
    expect(of(whole).status).toBe('current');
    expect(of({ desiredNumberScheduled: 0 }).status).toBe('current');
  });

  test.each<[string, JsonObject]>([
    ['1 of 2 pods are scheduled', { currentNumberScheduled: 1 }],
    ['0 of 2 pods are updated', { updatedNumberScheduled: 0 }],
    ['1 of 2 pods are available', { numberAvailable: 1 }],
    ['1 of 2 pods are ready', { numberReady: 1 }],
  ])('is in progress while %s', (message, status) => {
    expect(of({ ...whole, ...status })).toEqual({ status: 'inProgress', message });
  });

  test('is in progress before it says how many it wants', () => {
    expect(of({}).status).toBe('inProgress');
  });
});

describe('a ReplicaSet', () => {
  const whole = { replicas: 2, fullyLabeledReplicas: 2, availableReplicas: 2, readyReplicas: 2 };
  const of = (status: JsonObject) =>
    health(observed('apps/v1', 'ReplicaSet', { spec: { replicas: 2 }, status: { ...whole, ...status } }));

  test('is current when all its replicas are ready', () => {
    expect(of({}).status).toBe('current');
  });

  test.each<[string, JsonObject]>([
    ['1 of 2 replicas are labelled', { fullyLabeledReplicas: 1 }],
    ['1 of 2 replicas are available', { availableReplicas: 1 }],
    ['1 of 2 replicas are ready', { readyReplicas: 1 }],
    ['3 replicas are still to go', { replicas: 5 }],
    ['quota', { conditions: [condition('ReplicaFailure', 'True', { message: 'quota' })] }],
  ])('is in progress while %s', (message, status) => {
    expect(of(status)).toEqual({ status: 'inProgress', message });
  });
});

describe('a Job', () => {
  const of = (status: JsonObject, spec: JsonObject = {}) =>
    health(observed('batch/v1', 'Job', { spec, status }));

  test('is current once it is complete, and failed once it has failed', () => {
    expect(of({ conditions: [condition('Complete', 'True')] }).status).toBe('current');
    const failed = condition('Failed', 'True', {
      reason: 'BackoffLimitExceeded',
      message: 'too many failures',
    });
    expect(of({ conditions: [failed] })).toEqual({ status: 'failed', message: 'too many failures' });
  });

  test('that runs is in progress: a deploy waits for its outcome', () => {
    expect(of({ active: 1, succeeded: 2 })).toEqual({
      status: 'inProgress',
      message: '1 active, 2 succeeded',
    });
  });

  test('that is suspended is not waited for', () => {
    expect(of({}, { suspend: true }).status).toBe('current');
  });
});
