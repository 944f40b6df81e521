import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { TestRepository } from '../../unit/git/repositories.ts';
import { Delivery } from './delivery.ts';
import { applied, cluster, configMap, endedWith, live, delivery as newDelivery, useClient } from './scene.ts';

const client = useClient();

async function twoCommits(): Promise<{ delivery: Delivery; first: string; second: string }> {
  const delivery = newDelivery();
  const first = delivery.commit([configMap('a')]);
  const second = delivery.commit([configMap('a', { a: '2' })]);
  applied(await delivery.apply());
  return { delivery, first, second };
}

test('an older commit is refused', async () => {
  const { delivery, first } = await twoCommits();
  delivery.git.git('checkout', '--quiet', first);
  const refused = await delivery.apply();
  endedWith(refused, 'STALE_COMMIT', 'is older than', 'plumbline rollback');
  expect(refused.exitCode).toBe(3);
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '2' });
});

test('a commit beside the newest is refused until --accept-history names that one', async () => {
  const { delivery, first, second } = await twoCommits();
  delivery.git.git('reset', '--quiet', '--hard', first);
  delivery.commit([configMap('a', { a: '3' })]);
  endedWith(await delivery.apply(), 'STALE_COMMIT', `--accept-history ${second.slice(0, 7)}`);
  endedWith(await delivery.apply('--accept-history', first), 'STALE_COMMIT');
  applied(await delivery.apply('--accept-history', second.slice(0, 7)));
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '3' });
});

/** The same delivery from a clone that knows the newest commit alone, and whose origin is gone. */
function shallowClone(delivery: Delivery): Delivery {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-shallow-'))), 'clone');
  delivery.git.git('clone', '--quiet', '--depth=1', `file://${delivery.git.root}`, root);
  const clone = new Delivery(cluster, delivery.name, new TestRepository(root));
  clone.git.git('remote', 'set-url', 'origin', 'file:///nowhere');
  return clone;
}

test('a clone too shallow to know is refused with what to do', async () => {
  const { delivery } = await twoCommits();
  delivery.commit([configMap('a', { a: '3' })]);
  const clone = shallowClone(delivery);
  endedWith(await clone.apply(), 'ANCESTRY_UNKNOWN', 'fetch-depth: 0');
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '2' });
});

test('a shallow clone that can be deepened is deepened', async () => {
  const { delivery } = await twoCommits();
  delivery.commit([configMap('a', { a: '3' })]);
  const clone = shallowClone(delivery);
  clone.git.git('remote', 'set-url', 'origin', `file://${delivery.git.root}`);
  applied(await clone.apply());
});

test("another repository's release is refused, whatever its commits", async () => {
  const { delivery } = await twoCommits();
  delivery.git.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  delivery.commit([configMap('a', { a: '3' })]);
  applied(await delivery.apply());
  delivery.git.git('remote', 'set-url', 'origin', 'https://github.com/acme/another.git');
  delivery.commit([configMap('a', { a: '4' })]);
  endedWith(await delivery.apply(), 'FOREIGN_RELEASE', 'acme/shop');
});

test('uncommitted changes are refused without --dirty, and recorded with it', async () => {
  const { delivery } = await twoCommits();
  delivery.git.write('deploy/objects.yaml', JSON.stringify(configMap('a', { a: '3' })));
  endedWith(await delivery.apply(), 'DIRTY_WORK_TREE', '--dirty');
  applied(await delivery.apply('--dirty'));
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '3' });
  const status = await delivery.run({}, 'history', delivery.name);
  expect(status.stdout).toContain('"dirty": true');
});

test('the same objects at a newer commit are only recorded', async () => {
  const { delivery } = await twoCommits();
  const third = delivery.git.commit('README.md', 'no manifest');
  const { result } = applied(await delivery.apply());
  expect(result).toMatchObject({ outcome: 'recorded', revision: 1, commit: third });
});
