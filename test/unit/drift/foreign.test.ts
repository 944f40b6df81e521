import { describe, expect, test } from '@jest/globals';
import { foreignFields } from '../../../src/drift/foreign.ts';
import { renderPath } from '../../../src/manifests/path.ts';
import type { Json, JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { alsoOwned, answerTo, entry, fieldSet } from '../../support/server-side-apply.ts';

const withPod = (spec: JsonObject, kind = 'Deployment'): KubeObject => ({
  apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1',
  kind,
  metadata: { name: 'web', namespace: 'shop' },
  spec: kind === 'Pod' ? spec : { replicas: 1, template: { spec } },
});
const own = withPod({ containers: [{ name: 'web', image: 'web:1' }] });
const added = (spec: JsonObject, manager = 'somebody', more: JsonObject = {}): string[] =>
  foreignFields(alsoOwned(answerTo(own), entry(manager, fieldSet(withPod(spec)), more))).map(({ path }) =>
    renderPath(path),
  );
const inWeb = (fields: JsonObject): Json[] => [{ name: 'web', ...fields }];
const at = 'spec.template.spec';

describe('what others add to a workload', () => {
  test.each<[string, JsonObject, string[]]>([
    [
      'a container, as one',
      { containers: [{ name: 'miner', image: 'x', command: ['x'] }] },
      [`${at}.containers[name=miner]`],
    ],
    [
      'an init container',
      { initContainers: [{ name: 'init', image: 'x' }] },
      [`${at}.initContainers[name=init]`],
    ],
    ['a volume', { volumes: [{ name: 'host', hostPath: { path: '/' } }] }, [`${at}.volumes[name=host]`]],
    [
      'a command in our container',
      { containers: inWeb({ command: ['sh'] }) },
      [`${at}.containers[name=web].command`],
    ],
    [
      'rights in our container',
      { containers: inWeb({ securityContext: { privileged: true } }) },
      [`${at}.containers[name=web].securityContext.privileged`],
    ],
    ['access to the host', { hostNetwork: true, hostPID: true }, [`${at}.hostNetwork`, `${at}.hostPID`]],
    ['another account', { serviceAccountName: 'admin' }, [`${at}.serviceAccountName`]],
  ])('is reported: %s', (_what, spec, paths) => {
    expect(added(spec)).toEqual(paths);
  });

  test.each<[string, JsonObject, string, JsonObject]>([
    ['an environment variable', { containers: inWeb({ env: [{ name: 'A', value: 'x' }] }) }, 'somebody', {}],
    ['a node selector', { nodeSelector: { a: 'b' } }, 'somebody', {}],
    ['the same image', { containers: inWeb({ image: 'web:1' }) }, 'somebody', {}],
    ['by a controller of Kubernetes', { hostNetwork: true }, 'kube-controller-manager', {}],
    ['by an autoscaler of its kind', { hostNetwork: true }, 'vpa-updater', {}],
    ['by Plumbline under another name', { hostNetwork: true }, 'plumbline-handover', {}],
    ['in the status', { hostNetwork: true }, 'somebody', { subresource: 'status' }],
  ])('is not reported: %s', (_what, spec, manager, more) => {
    expect(added(spec, manager, more)).toEqual([]);
  });

  test('is told with who it was', () => {
    const live = alsoOwned(answerTo(own), entry('somebody', fieldSet(withPod({ hostIPC: true }))));
    expect(foreignFields(live)[0]?.by).toMatchObject({ manager: 'somebody', operation: 'Update' });
  });

  test('counts as drift, not as added, where the field was ours', () => {
    const privileged = withPod({
      containers: inWeb({ image: 'web:1', securityContext: { privileged: false } }),
    });
    const theirs = entry(
      'somebody',
      fieldSet(withPod({ containers: inWeb({ securityContext: { privileged: true } }) })),
    );
    // The server took the field from our entry when it was overwritten: the baseline still has it.
    const live = alsoOwned(answerTo(own), theirs);
    expect(foreignFields(live)).toHaveLength(1);
    expect(foreignFields(live, fieldSet(privileged))).toEqual([]);
  });

  test('is found in a Pod and in nothing that has no pods', () => {
    const pod = withPod({ containers: inWeb({ image: 'web:1' }) }, 'Pod');
    const host = entry('somebody', fieldSet(withPod({ hostPID: true }, 'Pod')));
    expect(foreignFields(alsoOwned(answerTo(pod), host)).map(({ path }) => renderPath(path))).toEqual([
      'spec.hostPID',
    ]);
    const service: KubeObject = { ...own, kind: 'Service' };
    expect(foreignFields(alsoOwned(answerTo(service), host))).toEqual([]);
  });
});
