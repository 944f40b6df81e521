import { expect, test } from '@jest/globals';
import type { ApplyReport } from '../../../src/apply/types.ts';
import { claim, configMap, live, delivery as newDelivery, useClient } from './scene.ts';

const client = useClient();

test('a target whose cluster is not known leaves the others applied, and their reports told', async () => {
  const delivery = newDelivery();
  const target = { path: 'deploy', namespace: delivery.name, wait: { enabled: false } };
  const names = [delivery.name, `${delivery.name}-lost`, `${delivery.name}-after`] as const;
  delivery.configureAll([
    { ...target, name: names[0] },
    { ...target, name: names[1], context: 'no-such-context' },
    { ...target, name: names[2], path: 'after' },
  ]);
  delivery.git.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  delivery.git.write('after/objects.yaml', JSON.stringify(configMap('after')));
  delivery.commit([configMap('a')]);
  const { exitCode, stdout } = await delivery.run({}, 'apply', '--yes');
  const { results } = JSON.parse(stdout) as ApplyReport;
  expect(results.map(({ outcome, error }) => [outcome, error?.code])).toEqual([
    ['applied', undefined],
    ['failed', 'KUBECONFIG_INVALID'],
    ['applied', undefined],
  ]);
  expect(exitCode).toBe(2);
  expect(await live(client(), delivery, 'ConfigMap', 'after')).toBeDefined();

  const undone = await delivery.run({}, 'uninstall', ...names, '--yes');
  expect((JSON.parse(undone.stdout) as ApplyReport).results.map(({ outcome }) => outcome)).toEqual([
    'uninstalled',
    'failed',
    'uninstalled',
  ]);
});

test('what a target that could not be uninstalled depends on is not uninstalled either', async () => {
  const delivery = newDelivery();
  const needed = `${delivery.name}-needed`;
  const target = { namespace: delivery.name, wait: { enabled: false } };
  delivery.configureAll([
    { ...target, name: delivery.name, path: 'deploy', dependsOn: [needed] },
    { ...target, name: needed, path: 'needed' },
  ]);
  delivery.git.write('needed/objects.yaml', JSON.stringify(configMap('needed')));
  delivery.commit([claim('data')]);
  const { exitCode } = await delivery.run({}, 'apply', '--yes');
  expect(exitCode).toBe(0);

  const { stdout } = await delivery.run({}, 'uninstall', needed, delivery.name, '--yes');
  const { results } = JSON.parse(stdout) as ApplyReport;
  expect(results.map(({ error }) => error?.code)).toEqual(['CONSENT_REQUIRED', 'APPLY_FAILED']);
  expect(await live(client(), delivery, 'ConfigMap', 'needed')).toBeDefined();
});
