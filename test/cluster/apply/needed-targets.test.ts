import { expect, test } from '@jest/globals';
import type { ApplyReport } from '../../../src/apply/types.ts';
import type { KubeObject } from '../../../src/manifests/types.ts';
import type { Plan } from '../../../src/plan/types.ts';
import { configMap, delivery as newDelivery, object } from './scene.ts';

const thingsOf = (group: string): KubeObject =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `things.${group}`, {
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind: 'Thing', plural: 'things', singular: 'thing', listKind: 'ThingList' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  });

/** A target with a CRD and a namespace, and one that depends on it and has an object of that kind in there. */
function platformAndApp(dependsOn: boolean): ReturnType<typeof newDelivery> {
  const delivery = newDelivery();
  const group = `${delivery.name}.example.com`;
  const target = { wait: { enabled: false } };
  const platform = `${delivery.name}-platform`;
  delivery.configureAll([
    { ...target, name: delivery.name, path: 'deploy', ...(dependsOn && { dependsOn: [platform] }) },
    { ...target, name: platform, path: 'platform' },
  ]);
  const namespace = object('v1', 'Namespace', `${delivery.name}-app`);
  delivery.git.write('platform/crd.json', JSON.stringify(thingsOf(group)));
  delivery.git.write('platform/namespace.json', JSON.stringify(namespace));
  const into = { namespace: `${delivery.name}-app` };
  delivery.commit([
    object(`${group}/v1`, 'Thing', 'one', { spec: { size: 1 } }, into),
    configMap('settings', { a: '1' }, into),
  ]);
  return delivery;
}

test('a plan counts on the kinds and namespaces that come with the targets it depends on', async () => {
  const delivery = platformAndApp(true);
  const { exitCode, stdout } = await delivery.run({}, 'plan');
  const { targets } = JSON.parse(stdout) as Plan;
  const app = targets.find(({ target }) => target === delivery.name);
  const platform = `${delivery.name}-platform`;
  expect(app?.objects.map(({ id, action, effectNotAsked }) => [id.kind, action, effectNotAsked])).toEqual([
    ['ConfigMap', 'create', `its namespace comes with target ${platform}`],
    ['Thing', 'create', `its CRD comes with target ${platform}`],
  ]);
  expect(exitCode).toBe(0);
});

test('one apply makes a kind in one target and an object of it in the next', async () => {
  const delivery = platformAndApp(true);
  const { exitCode, stdout } = await delivery.run({}, 'apply', '--yes');
  const { results } = JSON.parse(stdout) as ApplyReport;
  expect(results.map(({ outcome, error }) => [outcome, error?.message])).toEqual([
    ['applied', undefined],
    ['applied', undefined],
  ]);
  expect(exitCode).toBe(0);
});

test('an apply of a target alone is refused before any write where what it depends on is not there', async () => {
  const delivery = platformAndApp(true);
  const { exitCode, stdout } = await delivery.run({}, 'apply', delivery.name, '--yes');
  const { results } = JSON.parse(stdout) as ApplyReport;
  expect(results[0]).toMatchObject({ outcome: 'failed', objects: [], error: { code: 'UNKNOWN_KIND' } });
  expect(exitCode).toBe(1);
});

test('a plan of targets that do not depend on each other counts on nothing', async () => {
  const { stdout, stderr } = await platformAndApp(false).run({}, 'plan');
  expect(stdout + stderr).toContain('UNKNOWN_KIND');
});
