import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { releaseResource } from '../../src/release/id.ts';
import { hasTerminal, onTerminal, type TerminalRun } from '../support/terminal.ts';
import { configMapYaml } from '../support/work-tree.ts';
import { type Scene, scene, succeeds } from './bad-input-scene.ts';
import { admin, cluster, configMaps } from './client-scene.ts';

const testOnTerminal = hasTerminal ? test : test.skip;
const enter = '\r';
const ctrlC = '\u0003';
const ctrlD = '\u0004';

async function prepared(): Promise<Scene> {
  const here = await scene();
  here.tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  here.tree.commitAll();
  return here;
}

const run = (
  { tree }: Scene,
  args: string[],
  typed: [string, string][] = [],
  redirection = '',
): Promise<TerminalRun> => onTerminal(args, { cwd: tree.root, env: cluster.env, typed, redirection });

const written = async ({ namespace }: Scene): Promise<unknown> =>
  (await admin.get(configMaps, { namespace, name: 'a' }))?.data;

testOnTerminal.each([
  ['n', `n${enter}`, 3, '✗ CONSENT_REQUIRED  not confirmed'],
  ['nothing', enter, 3, '✗ CONSENT_REQUIRED  not confirmed'],
  ['Ctrl-D', ctrlD, 3, '✗ CONSENT_REQUIRED  not confirmed'],
  ['Ctrl-C', ctrlC, 130, '✗ CANCELLED  stopped by a signal'],
])(
  'an apply shows its plan and asks; %s stops it before anything is written',
  async (_what, keys, code, said) => {
    const here = await prepared();
    const { exitCode, screen } = await run(here, ['apply'], [['Apply this? [y/N]', keys]]);
    expect({ exitCode, screen }).toEqual({ exitCode: code, screen: expect.stringContaining(said) });
    expect(screen).toContain(`ConfigMap ${here.namespace}/a`);
    const { name } = here;
    expect(await admin.get(releaseResource, { namespace: 'plumbline-system', name })).toBeUndefined();
    expect(await written(here)).toBeUndefined();
  },
);

testOnTerminal('an apply that is said yes to is carried out', async () => {
  const here = await prepared();
  const { exitCode, screen } = await run(here, ['apply'], [['Apply this? [y/N]', `y${enter}`]]);
  expect({ exitCode, screen }).toEqual({ exitCode: 0, screen: expect.stringContaining('1 created') });
  expect(await written(here)).toEqual({ key: 'one' });
});

testOnTerminal('Ctrl-C at the question for one target asks for no other', async () => {
  const here = await prepared();
  const config = here.tree.read('plumbline.yaml');
  const second = config.slice(config.indexOf('  - name:')).replace(here.name, `${here.name}-2`);
  here.tree.write('plumbline.yaml', `${config}${second}`);
  here.tree.commitAll();
  const { exitCode, screen } = await run(here, ['apply'], [['Apply this? [y/N]', ctrlC]]);
  expect(exitCode).toBe(130);
  expect(screen.match(/Apply this\?/g)).toHaveLength(1);
});

testOnTerminal('an uninstall asks, and deletes nothing without a yes', async () => {
  const here = await prepared();
  await succeeds(here.tree, 'apply', '--yes');
  const no = await run(here, ['uninstall', here.name], [['Delete these? [y/N]', ctrlD]]);
  expect(no.exitCode).toBe(3);
  expect(await written(here)).toEqual({ key: 'one' });
  const yes = await run(here, ['uninstall', here.name], [['Delete these? [y/N]', `yes${enter}`]]);
  expect(yes.exitCode).toBe(0);
  expect(await written(here)).toBeUndefined();
});

testOnTerminal('an uninstall whose question nobody would see is refused', async () => {
  const here = await prepared();
  await succeeds(here.tree, 'apply', '--yes');
  const { exitCode } = await run(here, ['uninstall', here.name], [], '2>log');
  expect(exitCode).toBe(3);
  expect(readFileSync(join(here.tree.root, 'log'), 'utf8')).toContain('(CONSENT_REQUIRED)');
  expect(await written(here)).toEqual({ key: 'one' });
});
