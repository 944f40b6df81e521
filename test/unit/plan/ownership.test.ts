import { describe, expect, test } from '@jest/globals';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { displayOwner, foreignOwner, isMember } from '../../../src/plan/ownership.ts';
import { applysetId } from '../../../src/release/id.ts';
import { alsoOwned, answerTo, entry } from '../../support/server-side-apply.ts';
import { configMap } from './situations.ts';

const ours = applysetId('shop', 'plumbline-system');
const theirs = applysetId('infra', 'plumbline-system');
const partOf = 'applyset.kubernetes.io/part-of';
const by = (managers: string[], metadata: JsonObject = {}): KubeObject => {
  const live = answerTo(configMap('a', { a: '1' }), { managedFields: [], ...metadata });
  return alsoOwned(live, ...managers.map((manager) => entry(manager, { 'f:data': {} })));
};
const ownerOf = (live: KubeObject): string | undefined => {
  const owner = foreignOwner(live, ours);
  return owner === undefined ? undefined : displayOwner(owner);
};

describe('an object belongs to', () => {
  test.each<[string, KubeObject, string]>([
    [
      'another release, by name',
      by([], {
        labels: { [partOf]: theirs },
        annotations: { 'plumbline.dev/release': 'plumbline-system/infra' },
      }),
      'Plumbline release plumbline-system/infra',
    ],
    [
      'another ApplySet, by its id',
      by([], { labels: { [partOf]: 'applyset-x-v1' } }),
      'ApplySet applyset-x-v1',
    ],
    [
      'Helm, by its annotations',
      by(['helm'], {
        annotations: { 'meta.helm.sh/release-name': 'web', 'meta.helm.sh/release-namespace': 'shop' },
      }),
      'Helm shop/web',
    ],
    ['Helm, by its manager', by(['helm']), 'Helm'],
    ['Flux, by its label', by([], { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }), 'Flux apps'],
    ['Flux, by its manager', by(['kustomize-controller']), 'Flux'],
    [
      'Argo CD, by its annotation',
      by([], { annotations: { 'argocd.argoproj.io/tracking-id': 'apps:/ConfigMap:shop/a' } }),
      'Argo CD apps',
    ],
    ['Argo CD, by its manager', by(['argocd-controller']), 'Argo CD'],
    [
      'the controller that owns it',
      by([], { ownerReferences: [{ kind: 'ReplicaSet', name: 'web-1', controller: true }] }),
      'ReplicaSet web-1',
    ],
    ['whoever else wrote it', by(['kubectl-edit', 'some-operator']), 'some-operator'],
  ])('%s', (_who, live, owner) => {
    expect(ownerOf(live)).toBe(owner);
  });

  test.each<[string, KubeObject]>([
    [
      'written by kubectl alone',
      by(['kubectl', 'kubectl-client-side-apply', 'kubectl-edit', 'before-first-apply']),
    ],
    ['that Kubernetes has written to, too', by(['kubectl', 'kube-controller-manager', 'kubelet'])],
    ['that is ours', by(['plumbline'], { labels: { [partOf]: ours } })],
    [
      'with an owner that does not control it',
      by(['kubectl'], { ownerReferences: [{ kind: 'Widget', name: 'w' }] }),
    ],
    ['without managedFields', by([])],
  ])('nobody else where it is one %s', (_what, live) => {
    expect(ownerOf(live)).toBeUndefined();
  });

  test('not an earlier release that an annotation still names: the label decides', () => {
    const live = by([], {
      labels: { [partOf]: 'applyset-x-v1' },
      annotations: { 'plumbline.dev/release': 'plumbline-system/infra' },
    });
    expect(ownerOf(live)).toBe('ApplySet applyset-x-v1');
  });

  test('whoever wrote more than its scale or status', () => {
    const scaled = alsoOwned(by(['kubectl']), entry('some-scaler', {}, { subresource: 'scale' }));
    expect(ownerOf(scaled)).toBeUndefined();
  });
});

test('membership is the label of the release, or of the one that is taken over', () => {
  const labelled = (id: string) => by([], { labels: { [partOf]: id } });
  const membership = { id: ours, release: 'plumbline-system/shop' };
  expect(isMember(labelled(ours), membership)).toBe(true);
  expect(isMember(labelled(theirs), membership)).toBe(false);
  expect(isMember(labelled(theirs), { ...membership, formerId: theirs })).toBe(true);
  expect(isMember(by([]), membership)).toBe(false);
});
