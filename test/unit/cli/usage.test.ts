import { describe, expect, test } from '@jest/globals';
import { plumbline } from '../../support/command.ts';
import { configMapYaml, WorkTree } from '../../support/work-tree.ts';

const tree = new WorkTree({ name: 'shop' });
tree.write('deploy/a.yaml', configMapYaml('a'));
const run = (...args: string[]) => plumbline(args, { cwd: tree.root });

describe('a command line', () => {
  test.each([
    [['plna'], 'unknown command'],
    [['plan', '--bogus'], "unknown option '--bogus'"],
    [['apply', '--lock-timeout', 'soon'], 'duration'],
    [['pause', 'shop', '--for', '2h'], '--reason'],
    [['pause', 'shop', '--for', '0s', '--reason', 'x'], 'more than 0s'],
    [['pause', 'shop', '--for', '9000h', '--reason', 'x'], 'a year'],
    [['apply', '--expect-plan', 'c88ba0'], '12 or more digits'],
    [['apply', '--accept-history', 'main'], '7 or more digits'],
    [['plan', '-o', 'xml'], 'xml'],
    [['render', '-o', 'markdown'], 'render gives no markdown'],
    [['init', '-o', 'json'], 'init gives no json'],
  ])('%j is bad usage, told on stderr with a remedy', async (args, said) => {
    const { exitCode, stderr } = await run(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).toContain('(BAD_USAGE)');
    expect(stderr).toContain('remedy: ');
  });

  test.each([
    ['plan', '--config'],
    ['plan', '--kubeconfig'],
    ['plan', '--context'],
    ['plan', '--base'],
    ['apply', '--expect-plan'],
    ['apply', '--accept-history'],
    ['rollback', '--to', 'shop'],
    ['pause', '--reason', 'shop', '--for', '2h'],
  ])(
    '%s with an empty %s, as from a variable that is not set, is bad usage',
    async (verb, option, ...rest) => {
      const { exitCode, stderr } = await run(verb, ...rest, option, '');
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`option '${option} `);
      expect(stderr).toContain('(BAD_USAGE)');
    },
  );

  test('for HTML says that it is not there yet', async () => {
    const { exitCode, stdout, stderr } = await run('plan', '-o', 'html');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('(UNSUPPORTED)');
  });

  test('without a verb shows the verbs on stderr, and is bad usage', async () => {
    const { exitCode, stdout, stderr } = await run();
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: plumbline');
    for (const verb of ['validate', 'plan', 'apply', 'drift', 'rollback']) expect(stderr).toContain(verb);
  });

  test.each([['--help'], ['plan', '--help'], ['--version']])('%j is a result, on stdout', async (...args) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).not.toBe('');
  });

  test('shows its own options before those of every command, and no credentials where it asks no cluster', async () => {
    const [of, offline] = [await run('apply', '--help'), await run('validate', '--help')];
    expect(of.stdout.indexOf('--expect-plan')).toBeLessThan(of.stdout.indexOf('--kubeconfig'));
    expect(offline.stdout).not.toContain('--kubeconfig');
    expect((await run('validate', '--kubeconfig', 'none')).exitCode).toBe(0);
  });

  test.each([['-ojson'], ['--output', 'json']])(
    'with %j fails as a JSON document on stdout too',
    async (...form) => {
      const { exitCode, stdout } = await run('plan', '--bogus', ...form);
      expect(exitCode).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({ kind: 'Error', code: 'BAD_USAGE', exitCode: 2 });
    },
  );
});

test('uninstall asks for a yes where nobody can be asked, before anything is read', async () => {
  const { exitCode, stdout, stderr } = await run('uninstall', 'shop');
  expect([exitCode, stdout]).toEqual([3, '']);
  expect(stderr).toContain('(CONSENT_REQUIRED)');
  expect(stderr).toContain('--yes');
});
