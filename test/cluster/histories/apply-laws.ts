import { expect } from '@jest/globals';
import type { Preview } from '../../../src/apply/preview.ts';
import type { ApplyResult } from '../../../src/apply/types.ts';
import { annotationsOf, idKey, labelsOf } from '../../../src/manifests/identity.ts';
import type { KubeObject, Manifest } from '../../../src/manifests/types.ts';
import type { Step } from '../../../src/plan/assemble.ts';
import { partOfLabel } from '../../../src/plan/ownership.ts';
import type { ObjectPlan } from '../../../src/plan/types.ts';
import type { Release } from '../../../src/release/types.ts';
import { changesBetween, changesTold, expectUntouched, keyed, uidOf, versionOf } from './compare.ts';
import type { Snapshot, World } from './world.ts';

export interface Applied {
  world: World;
  /** The record as it was before. */
  released: Release | undefined;
  planned: Preview;
  result: ApplyResult;
  before: Snapshot;
  after: Snapshot;
}

/** What the preview showed is what the apply did, and nothing else was touched. */
export function expectApplied(applied: Applied): void {
  const { planned, result, before, after } = applied;
  expectOthersUntouched(applied);
  if (planned.refusals.length > 0) {
    expect(result.error?.code).toBe(planned.refusals[0]?.code);
    expectUntouched(before, after, [...before.keys()]);
    return;
  }
  const isRefusedByServer = planned.plan.objects.some(({ error }) => error !== undefined);
  if (isRefusedByServer || result.error !== undefined) {
    expect({ foretold: isRefusedByServer, error: result.error }).toMatchObject({
      foretold: true,
      error: { message: expect.any(String) },
    });
    return;
  }
  expect(result.plan?.hash).toBe(planned.plan.hash);
  const objects = keyed(planned.plan.objects);
  for (const step of planned.steps) expectDone(step, objects.get(step.decision.key), applied);
  expectPruned(applied);
}

/** One object: the action that was planned has happened, and its field changes are those that were shown. */
function expectDone(
  step: Step,
  object: ObjectPlan | undefined,
  { planned, result, before, after }: Applied,
): void {
  const { key } = step.decision;
  const [was, is] = [before.get(key), after.get(key)];
  const what = { object: key, action: step.action };
  const done = keyed(result.objects).get(key)?.action ?? 'nothing';
  const { apiVersion, kind } = (step.decision.desired ?? (step.decision.released as Manifest)).object;
  const structure = planned.situation.structure(apiVersion, kind);
  const isShown = object !== undefined;
  expect({ ...what, done }).toEqual({
    ...what,
    done: isShown && step.action !== 'skip' ? step.action : 'nothing',
  });
  switch (step.action) {
    case 'unchanged':
    case 'skip':
      expect({ ...what, version: versionOf(is) }).toEqual({ ...what, version: versionOf(was) });
      return;
    case 'delete':
      expect({ ...what, is }).toEqual({ ...what, is: undefined });
      return;
    case 'forget':
      expect({ ...what, uid: uidOf(is), isOurs: is !== undefined && isOurs(is, planned) }).toEqual({
        ...what,
        uid: uidOf(was),
        isOurs: false,
      });
      return;
    case 'create':
    case 'replace':
    case 'update':
    case 'adopt':
    case 'restore': {
      const stays = step.action !== 'create' && step.action !== 'replace' && was !== undefined;
      expect({ ...what, stays: uidOf(is) === uidOf(was), exists: is !== undefined }).toEqual({
        ...what,
        stays,
        exists: true,
      });
      const changed = changesBetween(was, is, structure);
      const told = changesTold(object?.fields ?? []);
      if (object?.effectNotAsked === undefined) expect({ ...what, told }).toEqual({ ...what, told: changed });
      else expect(changed).toEqual(expect.arrayContaining(told));
    }
  }
}

const isOurs = (object: KubeObject, { situation }: Preview): boolean =>
  labelsOf(object)[partOfLabel] === situation.membership.id;

/** What left the set is gone, unless it is to be kept or is not ours; then it is still the same object. */
function expectPruned({ released, planned, before, after }: Applied): void {
  const kept = new Set(planned.situation.desired.map(({ id }) => idKey(id)));
  const manifests = [...(released?.current?.manifests ?? []), ...(released?.pending?.manifests ?? [])];
  for (const { id, object } of manifests) {
    const key = idKey(id);
    const was = before.get(key);
    if (kept.has(key) || was === undefined) continue;
    const keep = [object, was].some((one) => annotationsOf(one)['plumbline.dev/prune'] === 'keep');
    const stays = keep || !isOurs(was, planned);
    expect({ key, uid: uidOf(after.get(key)) }).toEqual({ key, uid: stays ? uidOf(was) : undefined });
  }
}

/** Whatever stands in neither Git nor the record is exactly as it was. */
function expectOthersUntouched({ planned, before, after }: Applied): void {
  const own = new Set(planned.steps.map(({ decision }) => decision.key));
  const all = [...before.keys(), ...after.keys()];
  expectUntouched(
    before,
    after,
    all.filter((key) => !own.has(key)),
  );
}
