import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { plumbline } from '../../support/command.ts';
import { configMapYaml, WorkTree } from '../../support/work-tree.ts';

const tree = new WorkTree({ name: 'shop' });
tree.write('deploy/a.yaml', configMapYaml('a'));
const main = join(import.meta.dirname, '../../../src/cli/main.ts');
const guard = join(import.meta.dirname, '../../../guard/main.ts');

/** Runs a program whose stdout is this: a file descriptor, or a pipe that nobody reads from any more. */
async function run(
  args: string[],
  stdout: number | 'closed',
): Promise<{ exitCode: number | null; stderr: string }> {
  const env = { PATH: process.env.PATH, HOME: tree.root };
  const child = spawn(process.execPath, args, {
    cwd: tree.root,
    env,
    stdio: ['ignore', stdout === 'closed' ? 'pipe' : stdout, 'pipe'],
  });
  child.stdout?.destroy();
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [exitCode, stderr] = await Promise.all([exit, child.stderr === null ? '' : text(child.stderr)]);
  return { exitCode, stderr };
}

test.each([
  ['render', [main, 'render'], 0],
  ['--help', [main, '--help'], 0],
  ['an error as JSON', [main, 'render', 'unknown', '-o', 'json'], 2],
  ["the guard's usage", [guard, '--help'], 0],
])('%s ends as it would, quietly, where the reader of its output has gone', async (_what, args, exitCode) => {
  const ended = await run(args, 'closed');
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.stderr).not.toContain('EPIPE');
});

const full = '/dev/full';
(existsSync(full) ? test : test.skip)(
  'a result that cannot be written is an error without a stack',
  async () => {
    const { exitCode, stderr } = await run([main, 'render'], openSync(full, 'w'));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error {2}the result cannot be written: ENOSPC.*\n$/);
  },
);

test.each([
  [{ FORCE_COLOR: '1' }, [], true],
  [{ FORCE_COLOR: '1' }, ['--no-color'], false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
  [{ FORCE_COLOR: '1', NO_COLOR: '' }, [], true],
  [{ FORCE_COLOR: '0' }, [], false],
  [{}, [], false],
])('with %j and %j errors are in colour: %j', async (env, args, coloured) => {
  const { stderr } = await plumbline(['render', 'unknown', ...args], { cwd: tree.root, env });
  expect(stderr.includes('\u001b[')).toBe(coloured);
});
