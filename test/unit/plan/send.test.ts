import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IgnoreRule } from '../../../src/config/types.ts';
import { idOf } from '../../../src/manifests/identity.ts';
import { field } from '../../../src/manifests/json.ts';
import { renderPath } from '../../../src/manifests/path.ts';
import { builtinStructure } from '../../../src/manifests/structure.ts';
import type { KubeObject } from '../../../src/manifests/types.ts';
import { sending, withMembership } from '../../../src/plan/send.ts';
import { asApplied, deployment } from './applied.ts';
import { configMap, membership } from './situations.ts';

const web = deployment('web');
const replicas: IgnoreRule[] = [{ kind: 'Deployment', paths: ['spec.replicas'] }];
const send = (object: KubeObject, rules: IgnoreRule[], live?: KubeObject) =>
  sending(
    { id: idOf(object), object },
    membership,
    rules,
    live,
    builtinStructure(object.apiVersion, object.kind),
  );

describe('what is sent', () => {
  test('is the manifest with the label and the annotation of its release, beside its own', () => {
    const own = { ...web, metadata: { ...web.metadata, labels: { app: 'web' }, annotations: { note: 'x' } } };
    const { object } = send(own, []);
    expect(object.metadata.labels).toEqual({ app: 'web', 'applyset.kubernetes.io/part-of': membership.id });
    expect(object.metadata.annotations).toEqual({ note: 'x', 'plumbline.dev/release': membership.release });
    expect(object.spec).toEqual(web.spec);
  });

  test('does not change the manifest itself, and marked twice is marked once', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (data) => {
        const manifest = configMap('a', data);
        const copy = structuredClone(manifest);
        const marked = withMembership(manifest, membership);
        expect(manifest).toEqual(copy);
        expect(withMembership(marked, membership)).toEqual(marked);
      }),
    );
  });

  test('has an ignored field at creation: it is the first value', () => {
    const { object, handover } = send(web, replicas);
    expect(field(object, 'spec', 'replicas')).toBe(2);
    expect(handover).toEqual([]);
  });

  test('has no ignored field afterwards', () => {
    expect(field(send(web, replicas, asApplied(web)).object, 'spec', 'replicas')).toBeUndefined();
  });
});

describe('an ignored field that we own on the live object', () => {
  test('is handed over with its live value, or the server would reset it', () => {
    const live = { ...asApplied(web), spec: { ...(web.spec as object), replicas: 7 } };
    const { handover } = send(web, replicas, live);
    expect(handover.map(({ path, value }) => [renderPath(path), value])).toEqual([['spec.replicas', 7]]);
  });

  test('is handed over also when it leaves Git with the same change that ignores it', () => {
    const { replicas: _, ...rest } = web.spec as { replicas: number };
    const without = { ...web, spec: rest } as KubeObject;
    expect(send(without, replicas, asApplied(web)).handover).toHaveLength(1);
  });

  test('is handed over once: afterwards we do not own it', () => {
    const { replicas: _, ...rest } = web.spec as { replicas: number };
    const live = { ...asApplied({ ...web, spec: rest } as KubeObject), spec: web.spec ?? {} };
    expect(send(web, replicas, live).handover).toEqual([]);
  });

  test('is never our label or annotation, whatever the rules say', () => {
    const all: IgnoreRule[] = [{ paths: ['metadata.labels', 'metadata.annotations'] }];
    const { object, handover } = send(web, all, asApplied(web));
    expect(object.metadata.labels).toMatchObject({ 'applyset.kubernetes.io/part-of': membership.id });
    expect(handover).toEqual([]);
  });

  test('is not that of an object which the rule does not concern', () => {
    const { object, handover } = send(
      web,
      [{ kind: 'StatefulSet', paths: ['spec.replicas'] }],
      asApplied(web),
    );
    expect(field(object, 'spec', 'replicas')).toBe(2);
    expect(handover).toEqual([]);
  });
});
