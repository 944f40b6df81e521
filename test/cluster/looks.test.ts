import { expect, test } from '@jest/globals';
import { configMapYaml } from '../support/work-tree.ts';
import { type Scene, scene, succeeds } from './bad-input-scene.ts';

/** One target that is applied, and one that cannot be: its manifest is none. */
async function oneOfTwo(): Promise<Scene> {
  const here = await scene();
  const { tree, name } = here;
  tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  tree.write('other/b.yaml', 'kind: [');
  const config = tree.read('plumbline.yaml');
  const other = config.slice(config.indexOf('  - name:')).replace(name, 'broken').replace('deploy', 'other');
  tree.write('plumbline.yaml', `${config}${other}`);
  tree.commitAll();
  await succeeds(tree, 'apply', '--yes', name);
  return here;
}

test('a target that cannot be looked at hides nothing of the others, and is told after them', async () => {
  const { tree, name } = await oneOfTwo();
  for (const verb of ['plan', 'drift', 'history']) {
    const { exitCode, stdout, stderr } = await tree.run([verb]);
    expect({ verb, exitCode }).toEqual({ verb, exitCode: 1 });
    expect(stdout).toContain(name);
    expect(stderr).toContain('target broken: ');
    expect(stderr).not.toContain(name);
  }
});

test('a document in JSON stays one document where a target could not be looked at', async () => {
  const { tree, name } = await oneOfTwo();
  const { exitCode, stdout } = await tree.run(['drift', '-o', 'json']);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'DriftReport', targets: [{ target: name }] });
  const alone = await tree.run(['drift', 'broken', '-o', 'json']);
  expect(JSON.parse(alone.stdout)).toMatchObject({ kind: 'Error', code: 'RELEASE_NOT_FOUND' });
});
