import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { loadModule, Sandbox, type World } from '../../../wasm-sandbox/index.ts';
import { snapshotOf } from '../../../wasm-sandbox/snapshot.ts';
import { builtFixture } from '../../support/go-module.ts';

let built: Uint8Array;
let snapshot: WebAssembly.Module;

beforeAll(async () => {
  built = await readFile(await builtFixture('wasm-sandbox'));
  snapshot = await loadModule(snapshotOf(built, [{ operation: 'count', request: {} }]), { memoryMb: 64 });
}, 300_000);

test('every instance goes on from what was done before the snapshot', async () => {
  await using one = new Sandbox(snapshot);
  expect([await one.call('count', {}), await one.call('count', {})]).toEqual([2, 3]);
  await using other = new Sandbox(snapshot);
  expect(await other.call('count', {})).toBe(2);
});

test('the world is that of the sandbox, not that of the snapshot', async () => {
  const world: World = { now: new Date('2026-01-02T03:04:05Z'), seed: 'one' };
  await using one = new Sandbox(snapshot, {}, world);
  await using plain = new Sandbox(await loadModule(built, { memoryMb: 64 }), {}, world);
  expect(await one.call('world', {})).toEqual(await plain.call('world', {}));
});

test('an operation that fails is told, and there is no snapshot', () => {
  expect(() => snapshotOf(built, [{ operation: 'none', request: {} }])).toThrow('no operation "none"');
});

test('a timer ends that is started after the snapshot', async () => {
  await using one = new Sandbox(snapshot);
  expect(await one.call('nap', {})).toBe(true);
});
