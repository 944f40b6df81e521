import { expect } from '@jest/globals';
import { checkDrift } from '../../../src/apply/drift.ts';
import { withLease } from '../../../src/apply/locked.ts';
import { difference, preview } from '../../../src/apply/preview.ts';
import { isRevertible, renewBaselines, revert } from '../../../src/apply/revert.ts';
import { applyTarget } from '../../../src/apply/run.ts';
import type { ApplyResult } from '../../../src/apply/types.ts';
import { readRelease } from '../../../src/release/read.ts';
import type { Release } from '../../../src/release/types.ts';
import { expectApplied } from './apply-laws.ts';
import { expectReverted } from './revert-laws.ts';
import type { World } from './world.ts';

export const counted = { applies: 0, failed: 0, reverts: 0, steps: 0 };

const holder = 'histories';
const read = async ({ client, release }: World): Promise<Release | undefined> => readRelease(client, release);

/** Previews, applies, and holds the one against the other; a second apply and a look for drift find nothing. */
export async function apply(world: World): Promise<void> {
  const released = await read(world);
  const before = await world.snapshot();
  world.commits += 1;
  const planned = await withoutWrites(world, ['DRYRUN'], () => preview(world.context(), 'preview'));
  const result = await applyOnce(world);
  world.log.push(`apply: ${result.outcome}${result.error === undefined ? '' : ` (${result.error.message})`}`);
  const after = await world.snapshot();
  counted.applies += 1;
  expectApplied({ world, released, planned, result, before, after });
  if (result.error !== undefined) {
    counted.failed += 1;
    return;
  }
  const again = await withoutWrites(world, [], () => applyOnce(world));
  expect(again.outcome).toBe('unchanged');
  const { report } = await checkDrift(world.client, (await read(world)) as Release);
  expect(report.objects.filter(({ state }) => state !== 'ignored')).toEqual([]);
}

function applyOnce(world: World): Promise<ApplyResult> {
  return applyTarget(world.context(), {
    holder,
    lockTimeoutMs: 10_000,
    duringPause: false,
    ancestry: { contains: () => Promise.resolve('yes'), reapply: false },
  });
}

/** `plumbline drift --revert`. */
export async function revertDrift(world: World): Promise<void> {
  const release = await read(world);
  if (release?.current === undefined) return;
  const before = await world.snapshot();
  const check = await withoutWrites(world, ['DRYRUN'], () => checkDrift(world.client, release));
  if (check.report.objects.some((one) => isRevertible(check, one))) {
    await withLease(world.context(), { holder, lockTimeoutMs: 10_000 }, (lease) =>
      revert(world.client, world.client, release, check, lease),
    );
  } else {
    await renewBaselines(world.client, release, check, new Map());
  }
  world.log.push(`drift --revert: ${check.report.reverted} of ${check.report.objects.length} reverted`);
  counted.reverts += 1;
  const after = await world.snapshot();
  const again = await checkDrift(world.client, (await read(world)) as Release);
  await expectReverted({ world, release, check, again, before, after });
}

const reading = ['GET', 'LIST', 'RAW', 'DISCOVERY'];

/** @param allowed verbs of requests that change nothing, beside those that read */
async function withoutWrites<T>(world: World, allowed: string[], act: () => Promise<T>): Promise<T> {
  const counts = { ...world.client.requests };
  const result = await act();
  const sent = Object.keys(difference(counts, world.client.requests));
  expect(sent.filter((verb) => !reading.includes(verb) && !allowed.includes(verb))).toEqual([]);
  return result;
}
