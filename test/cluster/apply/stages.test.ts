import { expect, test } from '@jest/globals';
import { until } from '../../../src/cluster/until.ts';
import type { KubeObject } from '../../../src/manifests/types.ts';
import type { Delivery } from './delivery.ts';
import {
  applied,
  claim,
  cluster,
  configMap,
  endedWith,
  invalid,
  kubectl,
  kubectlApply,
  live,
  delivery as newDelivery,
  object,
  recordOf,
  useClient,
} from './scene.ts';

const client = useClient();

const service = object('v1', 'Service', 'web', { spec: { clusterIP: 'None', ports: [{ port: 80 }] } });

/** Failed at its ConfigMaps: another of them is written, the Service after them is not. */
async function expectStopped(delivery: Delivery): Promise<void> {
  expect(await live(client(), delivery, 'ConfigMap', 'fine')).toBeDefined();
  expect(await live(client(), delivery, 'Service', 'web')).toBeUndefined();
  const { current, pending } = await recordOf(client(), delivery);
  expect(current?.revision).toBe(1);
  expect(pending?.phase).toBe('failed');
}

const set = [configMap('a'), configMap('fine'), service];

async function expectMended(delivery: Delivery): Promise<void> {
  applied(await delivery.apply());
  expect(await live(client(), delivery, 'Service', 'web')).toBeDefined();
  const { current, pending } = await recordOf(client(), delivery);
  expect(pending).toBeUndefined();
  expect(current?.revision).toBe(2);
  expect(applied(await delivery.apply()).result.outcome).toBe('unchanged');
}

test('an object over the quota fails the apply before the next stage, and the next apply goes on', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  const quota = object('v1', 'ResourceQuota', 'claims', {
    spec: { hard: { 'count/persistentvolumeclaims': '0' } },
  });
  await kubectlApply(delivery, quota);
  const inForce = '{.status.hard.count/persistentvolumeclaims}=0';
  await kubectl([
    'wait',
    '-n',
    delivery.name,
    'resourcequota/claims',
    `--for=jsonpath=${inForce}`,
    '--timeout=20s',
  ]);
  delivery.commit([...set, claim('data')]);
  const failed = await delivery.apply();
  endedWith(failed, 'APPLY_FAILED', 'exceeded quota');
  expect(failed.exitCode).toBe(1);
  expect(failed.result.objects.map(({ id, outcome }) => [id.name, outcome]).sort()).toEqual([
    ['data', 'failed'],
    ['fine', 'done'],
    ['web', 'not-reached'],
  ]);
  await expectStopped(delivery);
  await kubectl(['delete', '-n', delivery.name, 'resourcequota', 'claims']);
  await expectMended(delivery);
});

/** A policy that denies ConfigMaps named `denied` in one namespace. */
function policyFor(name: string): KubeObject[] {
  const group = 'admissionregistration.k8s.io/v1';
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] };
  return [
    object(group, 'ValidatingAdmissionPolicy', name, {
      spec: {
        matchConstraints: { resourceRules: [{ ...rule, scope: 'Namespaced' }] },
        validations: [{ expression: "object.metadata.name != 'denied'", message: 'not this one' }],
      },
    }),
    object(group, 'ValidatingAdmissionPolicyBinding', name, {
      spec: {
        policyName: name,
        validationActions: ['Deny'],
        matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } },
      },
    }),
  ];
}

test('an object that admission denies fails the apply before the next stage, and the next apply goes on', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  const policy = policyFor(delivery.name);
  for (const one of policy) await kubectl(['apply', '-f', '-'], JSON.stringify(one));
  const probe = JSON.stringify(configMap('denied'));
  const isDenied = async (): Promise<boolean> => {
    const how = { input: probe };
    const { exitCode } = await cluster.kubectl(
      ['create', '-n', delivery.name, '--dry-run=server', '-f', '-'],
      how,
    );
    return exitCode !== 0;
  };
  expect(await until(30_000, isDenied)).toBe(true);
  delivery.commit([...set, configMap('denied')]);
  endedWith(await delivery.apply(), 'APPLY_FAILED', 'not this one');
  await expectStopped(delivery);
  for (const one of policy) await kubectl(['delete', '-f', '-'], JSON.stringify(one));
  expect(await until(30_000, async () => !(await isDenied()))).toBe(true);
  await expectMended(delivery);
});

test('every failing object of a stage is told', async () => {
  const delivery = newDelivery();
  const second: KubeObject = { ...invalid, metadata: { name: 'invalid-too' } };
  delivery.commit([configMap('a'), invalid, second]);
  const failed = await delivery.apply();
  endedWith(failed, 'APPLY_FAILED');
  const failing = failed.result.objects
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id }) => id.name);
  expect(failing.sort()).toEqual(['invalid', 'invalid-too']);
});

test('a commit that drops the failing object mends a failed apply', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  delivery.commit([configMap('a'), configMap('b'), invalid]);
  endedWith(await delivery.apply(), 'APPLY_FAILED');
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  expect(await live(client(), delivery, 'ConfigMap', 'b')).toBeUndefined();
  expect((await recordOf(client(), delivery)).pending).toBeUndefined();
});
