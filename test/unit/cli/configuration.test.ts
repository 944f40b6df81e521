import { describe, expect, test } from '@jest/globals';
import { plumbline } from '../../support/command.ts';
import { configMapYaml, WorkTree } from '../../support/work-tree.ts';
import { emptyFolder } from '../git/repositories.ts';

const tree = (lines: string[]): WorkTree => {
  const made = new WorkTree({ name: 'shop', lines });
  made.write('deploy/a.yaml', configMapYaml('a'));
  return made;
};

describe('a mistake in plumbline.yaml', () => {
  test('is shown at its place, with the nearest known key', async () => {
    const run = await tree(['creatNamespace: true']).run(['validate']);
    expect(run).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: [
        'plumbline.yaml:7:5 error  unknown key creatNamespace in targets[0] (CONFIG_INVALID)',
        '      6 |     namespace: shop',
        '    > 7 |     creatNamespace: true',
        '        |     ^^^^^^^^^^^^^^',
        '   remedy: Did you mean createNamespace?',
        '',
      ].join('\n'),
    });
  });

  test('is one of several, and all are shown in their order', async () => {
    const run = await tree(['prune: yes please', 'wiat: {}', 'adopt: helm']).run(['validate']);
    const places = run.stderr.split('\n').filter((line) => line.startsWith('plumbline.yaml'));
    expect(places.map((line) => line.split(' ')[0])).toEqual([
      'plumbline.yaml:7:12',
      'plumbline.yaml:8:5',
      'plumbline.yaml:9:12',
    ]);
    expect(run.exitCode).toBe(2);
  });

  test('is an Error document for those who read JSON', async () => {
    const run = await tree(['driftt: {}']).run(['validate', '-o', 'json']);
    expect(run.exitCode).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({
      apiVersion: 'plumbline.dev/v1alpha1',
      kind: 'Error',
      code: 'CONFIG_INVALID',
      exitCode: 2,
      place: { file: 'plumbline.yaml', line: 7, column: 5 },
      remedy: 'Did you mean drift?',
    });
  });

  test('is a target that leads out of the repository', async () => {
    const made = new WorkTree({ name: 'shop' });
    made.write(
      'plumbline.yaml',
      'apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets:\n  - { name: a, path: ../.. }\n',
    );
    const run = await made.run(['render']);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('plumbline.yaml:4:22 error');
  });
});

describe('a missing configuration', () => {
  test('is told with where it was looked for, and how to get one', async () => {
    const cwd = emptyFolder();
    const run = await plumbline(['plan'], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(`there is no plumbline.yaml in ${cwd} or above (CONFIG_NOT_FOUND)`);
    expect(run.stderr).toContain('plumbline init');
  });

  test('is told by its name when it was named', async () => {
    const run = await plumbline(['plan', '--config', 'none.yaml'], { cwd: emptyFolder() });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('none.yaml (CONFIG_NOT_FOUND)');
  });
});

test('an unknown target is told with the known ones', async () => {
  const run = await tree([]).run(['plan', 'shopp']);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain('there is no target shopp');
  expect(run.stderr).toContain('Choose one of: shop.');
});
