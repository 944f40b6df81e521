import { expect, test } from '@jest/globals';
import { unseen } from '../../fixtures/report/hostile.ts';
import { faultsOf } from '../../fixtures/report/markdown-check.ts';
import type { CommandRun } from '../../support/command.ts';
import { configMapYaml, WorkTree } from '../../support/work-tree.ts';

const esc = '\u001b';
const hostile = `a${esc}[31m\u202eb\`\`\`\n::set-output name=x::y\n##[command]rm <!-- x --> @org/team</details>`;

const named = new WorkTree({ name: 'shop' });
named.write('deploy/a.yaml', configMapYaml('a'));
named.commitAll();
named.commitAll();
named.write('deploy/a.yaml', configMapYaml('a', { [`key${hostile}`]: 'x' }));
named.write('deploy/b.yaml', configMapYaml('b').replace('name: b', `name: ${JSON.stringify(hostile)}`));
const valued = new WorkTree({ name: 'shop' });
valued.write('deploy/a.yaml', configMapYaml('a', { key: 'one', other: hostile }));
valued.commitAll();
valued.write('deploy/a.yaml', configMapYaml('a', { key: hostile, other: 'two' }));

const outputs = async (...form: string[]): Promise<CommandRun[]> => {
  const runs = await Promise.all([
    named.run(['validate', ...form]),
    named.run(['plan', '--base', 'HEAD', ...form]),
    valued.run(['plan', '--base', 'HEAD', '-v', ...form]),
  ]);
  // The last one is no error: a value may be anything.
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1, 0]);
  return runs;
};

/** What a terminal or the log of a workflow would obey. */
function expectTame(text: string): void {
  expect(text).not.toMatch(unseen);
  expect(text).not.toMatch(/^\s*::/m);
  expect(text).not.toContain('##[');
}

test('names, keys and values that would break out reach a terminal as plain text', async () => {
  for (const { stdout, stderr } of await outputs()) {
    expectTame(stdout);
    expectTame(stderr);
    expect(stdout + stderr).toContain('set-output');
  }
});

test('names, keys and values that would break out reach a comment as plain text', async () => {
  for (const { stdout } of await outputs('-o', 'markdown')) {
    expect(faultsOf(stdout)).toEqual([]);
    expect(stdout).toContain('set-output');
  }
});

test('names, keys and values that would break out are escaped in JSON', async () => {
  for (const { stdout, stderr } of await outputs('-o', 'json')) {
    expect(stdout).not.toContain(esc);
    expectTame(stderr);
    expect(JSON.stringify(JSON.parse(stdout))).toContain('set-output');
  }
});
