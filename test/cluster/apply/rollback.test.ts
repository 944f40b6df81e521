import { expect, test } from '@jest/globals';
import type { HistoryReport } from '../../../src/report/types.ts';
import { type Delivery, withResult } from './delivery.ts';
import {
  applied,
  configMap,
  endedWith,
  live,
  delivery as newDelivery,
  recordOf,
  useClient,
} from './scene.ts';

const client = useClient();

/** Two revisions: `a` is changed, `b` leaves, `c` comes. */
async function twoRevisions(): Promise<{ delivery: Delivery; first: string; second: string }> {
  const delivery = newDelivery();
  const first = delivery.commit([configMap('a'), configMap('b'), configMap('same')]);
  applied(await delivery.apply());
  const second = delivery.commit([configMap('a', { a: '2' }), configMap('c'), configMap('same')]);
  applied(await delivery.apply());
  return { delivery, first, second };
}

const rollback = async (delivery: Delivery, ...args: string[]) =>
  withResult(await delivery.run({}, 'rollback', delivery.name, '--yes', ...args));

test('a rollback restores the objects of the revision before, as a new revision', async () => {
  const { delivery, first, second } = await twoRevisions();
  expect(applied(await rollback(delivery)).result).toMatchObject({ outcome: 'applied', revision: 3 });
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
  expect(await live(client(), delivery, 'ConfigMap', 'b')).toBeDefined();
  expect(await live(client(), delivery, 'ConfigMap', 'c')).toBeUndefined();
  const { current, newestCommit } = await recordOf(client(), delivery);
  expect(current).toMatchObject({ rollback: true, source: { commit: first } });
  expect(newestCommit).toBe(second);
});

test('the commit that was rolled back from is refused until --reapply, and a fix is not', async () => {
  const { delivery } = await twoRevisions();
  applied(await rollback(delivery));
  endedWith(await delivery.apply(), 'STALE_COMMIT', 'was rolled back from', '--reapply');
  applied(await delivery.apply('--reapply'));
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '2' });

  applied(await rollback(delivery));
  delivery.commit([configMap('a', { a: '3' }), configMap('c'), configMap('same')]);
  applied(await delivery.apply());
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '3' });
});

test('a rollback goes to the revision that --to names, and to no other', async () => {
  const { delivery } = await twoRevisions();
  delivery.commit([configMap('a', { a: '3' }), configMap('c'), configMap('same')]);
  applied(await delivery.apply());
  applied(await rollback(delivery, '--to', '1'));
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
  const unknown = await delivery.run({}, 'rollback', delivery.name, '--yes', '--to', '9');
  expect(unknown.exitCode).toBe(1);
  expect(unknown.stdout).toContain('REVISION_NOT_FOUND');
});

test('history lists the revisions, newest first; status says which one is current', async () => {
  const { delivery, first, second } = await twoRevisions();
  applied(await rollback(delivery));
  const history = await delivery.run({}, 'history', delivery.name);
  expect(history.exitCode).toBe(0);
  const { targets } = JSON.parse(history.stdout) as HistoryReport;
  expect(targets[0]?.entries.map(({ revision, commit, current }) => [revision, commit, current])).toEqual([
    [3, first, true],
    [2, second, false],
    [1, first, false],
  ]);
  const status = await delivery.run({}, 'status', delivery.name);
  expect(status.exitCode).toBe(0);
  expect(JSON.parse(status.stdout)).toMatchObject({
    targets: [{ target: delivery.name, release: { revision: 3, commit: first }, objects: 3, ready: true }],
  });
});
