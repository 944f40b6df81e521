import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { isDeadNeighbour, localHolder } from '../../../src/apply/local-run.ts';

/** The name of a run that has ended by now. */
function endedRun(): string {
  const script = `import('./src/apply/local-run.ts').then((m) => console.log(m.localHolder('alice')))`;
  return execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim();
}

describe('a run by hand on this machine', () => {
  test('is named by who, where and which process', () => {
    expect(localHolder('alice')).toMatch(new RegExp(`^alice@[^/]+/${process.pid}(/[0-9a-f]{12})?$`));
  });

  test('is not dead while its process lives', () => {
    expect(isDeadNeighbour(localHolder('alice'))).toBe(false);
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('is dead once its process is gone', () => {
    expect(isDeadNeighbour(endedRun())).toBe(true);
  });

  onLinux('of another machine with the same name is never taken for dead', () => {
    expect(isDeadNeighbour(endedRun().replace(/[0-9a-f]{12}$/, '0123456789ab'))).toBe(false);
  });
});

test.each(['', 'alice@laptop/99999999', 'github/acme/shop/runs/1', 'alice@laptop/99999999/'])(
  'a holder that says not where it counts (%p) is never taken for dead',
  (holder) => {
    expect(isDeadNeighbour(holder)).toBe(false);
  },
);
