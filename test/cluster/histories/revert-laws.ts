import { expect } from '@jest/globals';
import type { DriftCheck } from '../../../src/apply/drift.ts';
import { isRevertible } from '../../../src/apply/revert.ts';
import { annotationsOf, idKey } from '../../../src/manifests/identity.ts';
import { sameJson } from '../../../src/manifests/json.ts';
import type { Manifest } from '../../../src/manifests/types.ts';
import { sending } from '../../../src/plan/send.ts';
import type { Release } from '../../../src/release/types.ts';
import { changesBetween, changesTold, expectUntouched, keyed, uidOf } from './compare.ts';
import { resourceOf } from './slots.ts';
import type { Snapshot, World } from './world.ts';

export interface Reverted {
  world: World;
  release: Release;
  check: DriftCheck;
  /** A second look, after the revert. */
  again: DriftCheck;
  before: Snapshot;
  after: Snapshot;
}

/** The release is as its manifests say again, in the fields that were reported, and nothing else was touched. */
export async function expectReverted(reverted: Reverted): Promise<void> {
  const { release, check, again, before, after } = reverted;
  const drifts = keyed(check.report.objects);
  const written = check.report.objects.filter((drift) => drift.reverted === true);
  const keys = new Set(written.map(({ id }) => idKey(id)));
  expectUntouched(
    before,
    after,
    [...before.keys(), ...after.keys()].filter((key) => !keys.has(key)),
  );
  for (const drift of written) {
    const key = idKey(drift.id);
    const [was, is] = [before.get(key), after.get(key)];
    const structure = check.situation.structure(drift.apiVersion, drift.id.kind);
    if (was !== undefined) expect(uidOf(is)).toBe(uidOf(was));
    expect({ key, told: changesTold(drift.fields) }).toEqual({
      key,
      told: changesBetween(was, is, structure),
    });
  }
  expect(again.report.objects.filter((drift) => isRevertible(again, drift))).toEqual([]);
  for (const manifest of settled(release)) {
    const drift = drifts.get(idKey(manifest.id));
    const isLeft = drift !== undefined && drift.reverted !== true;
    if (isLeft) expectLeftWithReason(drift, manifest, before);
    else await expectAsApplied(reverted, manifest);
  }
}

/** The manifests of the release; what a failed apply was about to change is the next apply's matter. */
function settled({ current, pending }: Release): Manifest[] {
  const changing = new Map(pending?.manifests.map(({ id, object }) => [idKey(id), object]));
  return (current?.manifests ?? []).filter(
    ({ id, object }) => pending === undefined || sameJson(changing.get(idKey(id)), object),
  );
}

/** The few things that a revert never does: delete, overrule an annotation, or what the server refuses. */
function expectLeftWithReason(
  drift: DriftCheck['report']['objects'][number],
  { object }: Manifest,
  before: Snapshot,
): void {
  const annotations = annotationsOf(object);
  const isTold =
    annotations['plumbline.dev/drift'] !== undefined || annotations['plumbline.dev/apply'] === 'skip';
  const isNotTo = drift.state === 'needs-apply' || drift.state === 'ignored' || drift.error !== undefined;
  expect({ drift, left: isTold || isNotTo, live: before.has(idKey(drift.id)) }).toMatchObject({ left: true });
}

/** A dry run of what the release sends changes nothing. */
async function expectAsApplied({ world, release, check }: Reverted, manifest: Manifest): Promise<void> {
  const { client } = world;
  const { id, object: desired } = manifest;
  const { membership, structure } = check.situation;
  const resource = resourceOf(desired);
  const keyed = structure(desired.apiVersion, desired.kind);
  const live = await client.get(resource, id);
  const { object } = sending(manifest, membership, release.current?.policy.ignore ?? [], live, keyed);
  const { object: result } = await client.apply(resource, object, { dryRun: true });
  const key = idKey(id);
  expect({ key, changes: changesBetween(live, result, keyed) }).toEqual({ key, changes: [] });
}
