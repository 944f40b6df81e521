import { expect, test } from '@jest/globals';
import type { Plan } from '../../../src/plan/types.ts';
import { readRelease } from '../../../src/release/read.ts';
import { type Delivery, withResult } from './delivery.ts';
import {
  applied,
  claim,
  configMap,
  endedWith,
  live,
  delivery as newDelivery,
  releases,
  useClient,
} from './scene.ts';

const client = useClient();

const target = (name: string, path = 'deploy') => ({ name, path, wait: { enabled: false } });

/** Two applied targets of one repository, of which the configuration then names one. */
async function withoutOne(): Promise<{ delivery: Delivery; gone: string }> {
  const delivery = newDelivery();
  const gone = `${delivery.name}-gone`;
  delivery.git.git('remote', 'add', 'origin', `https://github.com/acme/${delivery.name}.git`);
  delivery.git.write(
    'gone/objects.yaml',
    [configMap('a', {}, { namespace: delivery.name }), claim('data')]
      .map((one) => JSON.stringify({ ...one, metadata: { ...one.metadata, namespace: delivery.name } }))
      .join('\n---\n'),
  );
  delivery.configureAll([
    { ...target(delivery.name), namespace: delivery.name },
    { ...target(gone, 'gone'), namespace: delivery.name },
  ]);
  delivery.commit([configMap('b')]);
  expect((await delivery.apply()).exitCode).toBe(0);
  delivery.configure();
  delivery.commit([configMap('b')]);
  return { delivery, gone };
}

test('a release whose target left the configuration is told by plan and apply, and left alone', async () => {
  const { delivery, gone } = await withoutOne();
  const planned = JSON.parse((await delivery.run({}, 'plan')).stdout) as Plan;
  expect(planned.targets[0]?.findings).toMatchObject([{ code: 'TARGET_LEFT', severity: 'warning' }]);
  expect(planned.targets[0]?.findings[0]?.remedy).toContain(`plumbline uninstall ${gone}`);
  const run = applied(await delivery.apply());
  expect(run.result.warnings.join('\n')).toContain(`the release ${gone} of this repository`);
  expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeDefined();

  const named = JSON.parse((await delivery.run({}, 'plan', delivery.name)).stdout) as Plan;
  expect(named.targets[0]?.findings).toEqual([]);
});

test('it is uninstalled by its name, with consent to what holds data', async () => {
  const { delivery, gone } = await withoutOne();
  const consent = `PersistentVolumeClaim/${delivery.name}/data`;
  endedWith(withResult(await delivery.run({}, 'uninstall', gone, '--yes')), 'CONSENT_REQUIRED', consent);
  expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeDefined();
  applied(withResult(await delivery.run({}, 'uninstall', gone, '--yes', '--allow-destroy', consent)));
  expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeUndefined();
  expect(await readRelease(client(), { name: gone, namespace: releases })).toBeUndefined();
  expect(await live(client(), delivery, 'ConfigMap', 'b')).toBeDefined();
});

test("another repository's release is no target that left, and cannot be uninstalled from here", async () => {
  const { delivery, gone } = await withoutOne();
  delivery.git.git('remote', 'set-url', 'origin', 'https://github.com/acme/another.git');
  const planned = JSON.parse((await delivery.run({}, 'plan')).stdout) as Plan;
  expect(planned.targets[0]?.findings).toEqual([]);
  const { exitCode, stdout } = await delivery.run({}, 'uninstall', gone, '--yes');
  expect({ exitCode, unknown: stdout.includes('UNKNOWN_TARGET') }).toEqual({ exitCode: 2, unknown: true });
});
