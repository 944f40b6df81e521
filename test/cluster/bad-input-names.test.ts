import { beforeAll, expect, test } from '@jest/globals';
import { unseen } from '../fixtures/report/hostile.ts';
import { faultsOf } from '../fixtures/report/markdown-check.ts';
import { configMapYaml } from '../support/work-tree.ts';
import { type Scene, scene, succeeds } from './bad-input-scene.ts';
import { admin, configMaps } from './client-scene.ts';

const hostile = 'a\u001b[31m\u202eb```\n::set-output name=x::y\n##[command]rm <!-- x --> @org/team</details>';
const manager = '``` @org/team </details> ::error::';

let one: Scene;
beforeAll(async () => {
  one = await scene();
  one.tree.write('deploy/a.yaml', configMapYaml('a', { key: hostile, other: 'one' }));
  one.tree.commitAll();
  await succeeds(one.tree, 'apply', '--yes');
  // Somebody else writes such values, under such a name.
  const theirs = { data: { key: `theirs ${hostile}` }, metadata: { labels: { stray: 'x' } } };
  await admin.patch(configMaps, { namespace: one.namespace, name: 'a' }, 'merge', theirs, {
    fieldManager: manager,
  });
  one.tree.write('deploy/a.yaml', configMapYaml('a', { key: `ours ${hostile}`, other: hostile }));
});

test.each([[['plan', '-v']], [['drift', '-v']], [['status', '-v']]])(
  'what others have written is shown as text, and breaks out of nothing (%j)',
  async (args) => {
    const [text, markdown, json] = await Promise.all([
      one.tree.run(args),
      one.tree.run([...args, '-o', 'markdown']),
      one.tree.run([...args, '-o', 'json']),
    ]);
    for (const out of [text.stdout, text.stderr, markdown.stderr, json.stderr]) {
      expect(out).not.toMatch(unseen);
      expect(out).not.toMatch(/^\s*::/m);
      expect(out).not.toContain('##[');
    }
    expect(faultsOf(markdown.stdout)).toEqual([]);
    expect(json.stdout).not.toContain('\u001b');
    expect(JSON.parse(json.stdout)).toMatchObject({ apiVersion: 'plumbline.dev/v1alpha1' });
    if (args.includes('plan')) expect(text.stdout).toContain('set-output');
  },
);

test('an apply that fails for such a name says so as text', async () => {
  one.tree.write('deploy/b.yaml', `${JSON.stringify('x\u202e``` @o/t')}: 1\n${configMapYaml('b')}`);
  const [text, markdown] = [
    await one.tree.run(['apply', '--yes', '--dirty']),
    await one.tree.run(['apply', '--yes', '--dirty', '-o', 'markdown']),
  ];
  expect([text.exitCode, markdown.exitCode]).toEqual([1, 1]);
  expect(text.stdout + text.stderr).not.toMatch(unseen);
  expect(text.stdout).toContain('@o/t');
  expect(faultsOf(markdown.stdout)).toEqual([]);
});
