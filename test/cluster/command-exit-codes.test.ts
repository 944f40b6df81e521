import { expect, test } from '@jest/globals';
import { configMapYaml } from '../support/work-tree.ts';
import { scene, succeeds } from './bad-input-scene.ts';
import { admin, configMaps } from './client-scene.ts';

test('with --detailed-exitcode, plan and drift end with 10 when there is something, and with 0 when not', async () => {
  const { tree, namespace } = await scene();
  tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  tree.commitAll();
  const codeOf = async (...args: string[]): Promise<number> => (await tree.run(args)).exitCode;
  expect(await codeOf('plan', '--detailed-exitcode')).toBe(10);
  expect(await codeOf('plan')).toBe(0);
  await succeeds(tree, 'apply', '--yes');
  expect(await codeOf('plan', '--detailed-exitcode')).toBe(0);
  expect(await codeOf('drift', '--detailed-exitcode')).toBe(0);
  await admin.patch(configMaps, { namespace, name: 'a' }, 'merge', { data: { key: 'theirs' } });
  expect(await codeOf('drift', '--detailed-exitcode')).toBe(10);
  expect(await codeOf('drift')).toBe(0);
  expect(await codeOf('plan', '--detailed-exitcode')).toBe(10);
  expect(await codeOf('drift', '--revert', '--detailed-exitcode')).toBe(0);
  expect((await admin.get(configMaps, { namespace, name: 'a' }))?.data).toEqual({ key: 'one' });
}, 180_000);

test('a plan that the server refuses in a dry run ends with 1, and writes nothing', async () => {
  const { tree, versions } = await scene();
  tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  tree.commitAll();
  await succeeds(tree, 'apply', '--yes');
  const before = await versions();
  tree.commit('deploy/b.yaml', `${configMapYaml('b')}unknownField: true\n`);
  const plan = await tree.run(['plan']);
  expect(plan.exitCode).toBe(1);
  expect(plan.stdout).toContain('✗ UNKNOWN_FIELD');
  expect(await versions()).toEqual(before);
});
