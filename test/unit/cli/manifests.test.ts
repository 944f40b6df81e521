import { describe, expect, test } from '@jest/globals';
import { configMapYaml, secretYaml, WorkTree } from '../../support/work-tree.ts';

const treeOf = (files: Record<string, string>): WorkTree => {
  const tree = new WorkTree({ name: 'shop' });
  for (const [file, text] of Object.entries(files)) tree.write(file, text);
  return tree;
};

describe('validate', () => {
  test('shows broken YAML at its line, with the lines around it', async () => {
    const broken = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n   labels: {}\n';
    const run = await treeOf({ 'deploy/a.yaml': broken }).run(['validate']);
    expect(run).toEqual({
      exitCode: 1,
      stderr: '',
      stdout: [
        'deploy/a.yaml:5:10 error  bad indentation of a mapping entry (MANIFEST_SYNTAX)',
        '      4 |   name: a',
        '    > 5 |    labels: {}',
        '        |          ^',
        '   remedy: Correct the YAML at this place; a value with special characters needs quotes.',
        '',
        'shop: invalid: 1 error',
        '',
      ].join('\n'),
    });
  });

  test('tells both places of an object that is there twice', async () => {
    const files = { 'deploy/a.yaml': configMapYaml('a'), 'deploy/b.yaml': `---\n${configMapYaml('a')}` };
    const { exitCode, stdout } = await treeOf(files).run(['validate']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'deploy/b.yaml:5:9 error  ConfigMap shop/a: the object is there twice: it stands at deploy/a.yaml:1 already (DUPLICATE_OBJECT)',
    );
  });

  test('tells every mistake of every file and target, and the verdict on each target', async () => {
    const tree = treeOf({
      'deploy/a.yaml': configMapYaml('Not_A_Name'),
      'deploy/b.yaml': 'kind: ConfigMap\nmetadata: { name: b }\n',
      'more/c.yaml': configMapYaml('c'),
    });
    tree.write(
      'plumbline.yaml',
      'apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets: [{ name: shop, path: deploy }, { name: gone, path: none }, { name: more, path: more }]\n',
    );
    const { exitCode, stdout, stderr } = await tree.run(['validate', '-o', 'json']);
    expect([exitCode, stderr]).toEqual([2, '']);
    const [shop, gone, more] = JSON.parse(stdout).targets;
    expect(shop.errors.map(({ place }: { place: { file: string } }) => place.file).sort()).toEqual([
      'deploy/a.yaml',
      'deploy/b.yaml',
    ]);
    expect(gone).toMatchObject({ target: 'gone', errors: [{ code: 'PATH_NOT_FOUND' }] });
    expect(more).toMatchObject({ target: 'more', objects: 1, errors: [] });
  });

  test('warns of a misspelt kind, naming the nearest, and does not fail', async () => {
    const misspelt = configMapYaml('a').replace('ConfigMap', 'ConfigMpa');
    const { exitCode, stdout } = await treeOf({ 'deploy/a.yaml': misspelt }).run(['validate']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('deploy/a.yaml:2:7 warning  ConfigMpa shop/a');
    expect(stdout).toContain('remedy: Did you mean kind: ConfigMap?');
    expect(stdout).toContain('shop: 1 object valid, 1 warning');
  });

  test('as Markdown is a summary with the verdict first', async () => {
    const { exitCode, stdout } = await treeOf({ 'deploy/a.yaml': configMapYaml('a') }).run([
      'validate',
      '-o',
      'markdown',
    ]);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')[0]).toBe('### ✅ Plumbline: 1 object valid');
  });
});

describe('a set that is not there', () => {
  test.each([
    ['a path that does not exist', {}, 2, 'PATH_NOT_FOUND'],
    ['a folder without manifests', { 'deploy/README.md': 'x' }, 3, 'EMPTY_RENDER'],
    ['files with nothing but comments', { 'deploy/a.yaml': '# a\n---\n# b\n' }, 3, 'EMPTY_RENDER'],
  ])('(%s) is never an empty one', async (_what, files, code, name) => {
    const tree = treeOf(files);
    for (const verb of ['validate', 'render']) {
      const run = await tree.run([verb]);
      expect(run.exitCode).toBe(code);
      const said = verb === 'validate' ? run.stdout : run.stderr;
      expect(said).toContain(`(${name})`);
      expect(said).toContain('deploy error  ');
      expect(said).toContain('To remove everything, use plumbline uninstall.');
    }
  });
});

test('render prints the objects and nothing else, Secrets included: it is asked for', async () => {
  const tree = treeOf({ 'deploy/a.yaml': `${configMapYaml('a')}---\n${secretYaml('b', { key: 'VALUE' })}` });
  const { exitCode, stdout, stderr } = await tree.run(['render']);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout.match(/^---$/gm)).toHaveLength(2);
  expect(stdout).toContain(Buffer.from('VALUE').toString('base64'));
});
