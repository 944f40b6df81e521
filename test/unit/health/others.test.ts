import { describe, expect, test } from '@jest/globals';
import { autoscalerWarning, health } from '../../../src/health/index.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { condition, observed } from './objects.ts';

const now = Date.parse('2026-11-25T12:00:30Z');
const stateOf = (object: KubeObject): string => health(object, [], { now }).status;

describe('a Pod', () => {
  const of = (status: JsonObject): string => stateOf(observed('v1', 'Pod', { status }));
  const unscheduled = (time: string): JsonObject => ({
    phase: 'Pending',
    conditions: [condition('PodScheduled', 'False', { reason: 'Unschedulable', lastTransitionTime: time })],
  });
  const waiting = (reason: string, list = 'containerStatuses'): JsonObject => ({
    phase: 'Running',
    [list]: [{ name: 'web', state: { waiting: { reason } } }],
    conditions: [condition('Ready', 'False')],
  });

  test.each<[string, JsonObject, string]>([
    ['that has completed', { phase: 'Succeeded' }, 'current'],
    ['that has failed: it will not run again', { phase: 'Failed' }, 'current'],
    ['that runs and is ready', { phase: 'Running', conditions: [condition('Ready', 'True')] }, 'current'],
    [
      'that runs and is not ready',
      { phase: 'Running', conditions: [condition('Ready', 'False')] },
      'inProgress',
    ],
    ['that runs and does not say', { phase: 'Running' }, 'inProgress'],
    ['whose container keeps crashing', waiting('CrashLoopBackOff'), 'failed'],
    ['whose init container keeps crashing', waiting('CrashLoopBackOff', 'initContainerStatuses'), 'failed'],
    ['whose image is being fetched', waiting('ContainerCreating'), 'inProgress'],
    ['that no node takes for 15 s', unscheduled('2026-11-25T12:00:15Z'), 'inProgress'],
    ['that no node takes for longer', unscheduled('2026-11-25T12:00:14Z'), 'failed'],
    ['without a status', {}, 'inProgress'],
  ])('%s', (_what, status, state) => {
    expect(of(status)).toBe(state);
  });
});

describe('by its own rule', () => {
  test.each<[string, KubeObject, string]>([
    ['a bound claim', observed('v1', 'PersistentVolumeClaim', { status: { phase: 'Bound' } }), 'current'],
    [
      'a pending claim',
      observed('v1', 'PersistentVolumeClaim', { status: { phase: 'Pending' } }),
      'inProgress',
    ],
    ['a lost claim', observed('v1', 'PersistentVolumeClaim', { status: { phase: 'Lost' } }), 'failed'],
    ['a Service', observed('v1', 'Service', { spec: { type: 'ClusterIP' } }), 'current'],
    [
      'a load balancer without address',
      observed('v1', 'Service', { spec: { type: 'LoadBalancer' }, status: { loadBalancer: {} } }),
      'inProgress',
    ],
    [
      'a load balancer with address',
      observed('v1', 'Service', {
        spec: { type: 'LoadBalancer' },
        status: { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } },
      }),
      'current',
    ],
    ['an active namespace', observed('v1', 'Namespace', { status: { phase: 'Active' } }), 'current'],
    [
      'a namespace that is going',
      observed('v1', 'Namespace', { status: { phase: 'Terminating' } }),
      'terminating',
    ],
    [
      'an available API',
      observed('apiregistration.k8s.io/v1', 'APIService', {
        status: { conditions: [condition('Available', 'True')] },
      }),
      'current',
    ],
    [
      'an API that is away',
      observed('apiregistration.k8s.io/v1', 'APIService', {
        status: { conditions: [condition('Available', 'False')] },
      }),
      'inProgress',
    ],
    ['a Secret', observed('v1', 'Secret'), 'current'],
    ['a ConfigMap', observed('v1', 'ConfigMap'), 'current'],
    ['a CronJob', observed('batch/v1', 'CronJob', { status: {} }), 'current'],
    [
      'a disruption budget',
      observed('policy/v1', 'PodDisruptionBudget', { status: { currentHealthy: 0 } }),
      'current',
    ],
  ])('%s is told', (_what, object, state) => {
    expect(stateOf(object)).toBe(state);
  });
});

describe('a CRD', () => {
  const of = (...conditions: JsonObject[]): string =>
    stateOf(observed('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { status: { conditions } }));

  test('is current once it is established', () => {
    expect(of(condition('NamesAccepted', 'True'), condition('Established', 'True'))).toBe('current');
  });
  test('is in progress while it is being installed', () => {
    expect(of()).toBe('inProgress');
    expect(of(condition('Established', 'False', { reason: 'Installing' }))).toBe('inProgress');
  });
  test('has failed when its names are taken', () => {
    expect(of(condition('NamesAccepted', 'False'))).toBe('failed');
    expect(of(condition('Established', 'False', { reason: 'NotAccepted' }))).toBe('failed');
  });
});

describe('an autoscaler', () => {
  const of = (...conditions: JsonObject[]): KubeObject =>
    observed('autoscaling/v2', 'HorizontalPodAutoscaler', { status: { conditions } });
  const noMetric = condition('ScalingActive', 'False', {
    reason: 'FailedGetResourceMetric',
    message: 'no metrics',
  });
  const noScale = condition('AbleToScale', 'False', { reason: 'FailedGetScale', message: 'no such target' });

  test.each([
    ['without metrics', of(noMetric), 'no metrics'],
    ['without a target', of(noScale), 'no such target'],
    ['that works', of(condition('AbleToScale', 'True'), condition('ScalingActive', 'True')), undefined],
    [
      'that is off, as its target is scaled to none',
      of(condition('ScalingActive', 'False', { reason: 'ScalingDisabled' })),
      undefined,
    ],
    ['that nobody has looked at', of(), undefined],
  ])('%s is never waited for, but may be warned of', (_what, object, warning) => {
    expect(stateOf(object)).toBe('current');
    expect(autoscalerWarning(object)).toBe(warning);
  });
});
