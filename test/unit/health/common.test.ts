import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type HealthRule, health } from '../../../src/health/index.ts';
import type { KubeObject } from '../../../src/manifests/types.ts';
import { condition, observed } from './objects.ts';

const widget = (parts: Parameters<typeof observed>[2]): KubeObject =>
  observed('example.org/v1', 'Widget', parts);
const conditions = (...list: ReturnType<typeof condition>[]) => widget({ status: { conditions: list } });

describe('of any kind', () => {
  test('an object that is being deleted is terminating, whatever else it says', () => {
    const metadata = { deletionTimestamp: '2026-11-25T12:00:00Z' };
    const status = { observedGeneration: 1, conditions: [condition('Stalled', 'True')] };
    expect(health(widget({ metadata, status })).status).toBe('terminating');
  });

  test('a change that its controller has not seen is in progress, whatever the status says', () => {
    const status = {
      observedGeneration: 1,
      conditions: [condition('Ready', 'True'), condition('Stalled', 'True')],
    };
    expect(health(widget({ status })).status).toBe('inProgress');
    expect(health(observed('apps/v1', 'Deployment', { status: { observedGeneration: 1 } })).status).toBe(
      'inProgress',
    );
  });

  test('Reconciling goes before Stalled, and both before Ready', () => {
    expect(health(conditions(condition('Reconciling', 'True'), condition('Stalled', 'True'))).status).toBe(
      'inProgress',
    );
    expect(
      health(
        conditions(condition('Stalled', 'True', { message: 'no such secret' }), condition('Ready', 'True')),
      ),
    ).toEqual({
      status: 'failed',
      message: 'no such secret',
    });
  });

  test.each([
    ['True', 'current'],
    ['False', 'inProgress'],
    ['Unknown', 'inProgress'],
  ])('Ready=%s without a rule of its kind is %s', (ready, state) => {
    expect(health(conditions(condition('Ready', ready, { message: 'as said' })))).toEqual({
      status: state,
      message: 'as said',
    });
  });

  test('an object without a status is there', () => {
    expect(health(widget({})).status).toBe('current');
  });
});

describe("a rule of one's own", () => {
  const rule: HealthRule = (object) =>
    object.kind === 'Widget' ? { status: 'failed', message: 'by the rule' } : undefined;

  test('goes before the built-in ones, and after what holds for every object', () => {
    expect(health(conditions(condition('Ready', 'True')), [rule]).message).toBe('by the rule');
    expect(health(widget({ metadata: { deletionTimestamp: 'x' } }), [rule]).status).toBe('terminating');
    expect(health(observed('v1', 'ConfigMap'), [rule]).status).toBe('current');
  });
});

test('any status, however odd, has a verdict and a sentence', () => {
  const kinds = [
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['apps/v1', 'ReplicaSet'],
    ['batch/v1', 'Job'],
    ['v1', 'Pod'],
    ['v1', 'Service'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['example.org/v1', 'Widget'],
  ] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.jsonValue(),
      fc.jsonValue(),
      ([apiVersion, kind], spec, status) => {
        const object = { apiVersion, kind, metadata: { name: 'a' }, spec, status } as KubeObject;
        const found = health(object);
        expect(['current', 'inProgress', 'failed', 'terminating']).toContain(found.status);
        expect(found.message).not.toBe('');
      },
    ),
  );
});
