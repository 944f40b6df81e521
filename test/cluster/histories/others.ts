import { toPlumblineError } from '../../../src/errors/error.ts';
import { isObject } from '../../../src/manifests/json.ts';
import type { Json, JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { partOfLabel } from '../../../src/plan/ownership.ts';
import { applysetId } from '../../../src/release/id.ts';
import { objectOf, resources, type Slot, slots } from './slots.ts';
import { type Step, told } from './steps.ts';
import type { World } from './world.ts';

const anotherSet = 'applyset-another-v1';

/** Plays one step. What the API server refuses to others has not happened, and is told so. */
export async function play(world: World, step: Step): Promise<void> {
  try {
    world.log.push((await done(world, step)) ? told(step) : `(nothing there) ${told(step)}`);
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (!['INVALID', 'IMMUTABLE', 'UNKNOWN_FIELD', 'CONFLICT'].includes(error.code)) throw error;
    world.log.push(`(refused: ${error.code}) ${told(step)}`);
  }
}

/** @returns whether there was anything to do it to */
async function done(world: World, step: Step): Promise<boolean> {
  switch (step.does) {
    case 'commit':
      world.git.set(step.slot, objectOf(step.slot, step.shape, world.name));
      return true;
    case 'drop from Git':
      // A set without objects is refused before it is planned.
      return world.git.size > 1 && world.git.delete(step.slot);
    case 'set ignore rules':
      world.rules = step.rules;
      return true;
    case 'scale':
      return scale(world, step.replicas);
    case 'recreate':
      return recreate(world, step);
    default: {
      const live = await world.live(step.slot);
      if (live === undefined) return false;
      await touch(world, live, step);
      return true;
    }
  }
}

type Touch = Extract<Step, { slot: Slot }> & {
  does: 'edit' | 'turn lists round' | 'delete' | 'unlabel' | 'claim for another set' | 'wipe managedFields';
};

async function touch(world: World, live: KubeObject, step: Touch): Promise<unknown> {
  const { client } = world;
  const resource = resources[step.slot.kind];
  const at = world.nameOf(step.slot);
  const merge = (patch: JsonObject, fieldManager: string): Promise<unknown> =>
    client.patch(resource, at, 'merge', patch, { fieldManager });
  switch (step.does) {
    case 'edit':
      return edit(world, live, step);
    case 'turn lists round':
      return client.replace(resource, turned(live) as KubeObject, { fieldManager: step.by });
    case 'delete':
      return client.delete(resource, at);
    case 'unlabel':
      return merge({ metadata: { labels: { [partOfLabel]: null } } }, 'kubectl-label');
    case 'claim for another set':
      return merge({ metadata: { labels: { [partOfLabel]: anotherSet } } }, 'kubectl-label');
    case 'wipe managedFields':
      return merge({ metadata: { managedFields: [{}] } }, 'kubectl-patch');
  }
}

async function edit(
  world: World,
  live: KubeObject,
  { slot, by: fieldManager, how, shape }: Extract<Step, { does: 'edit' }>,
): Promise<unknown> {
  const { client } = world;
  const resource = resources[slot.kind];
  const object = objectOf(slot, shape, world.name);
  const { labels, annotations } = object.metadata;
  const { apiVersion: _v, kind: _k, metadata: _m, ...body } = object;
  const written: JsonObject = {
    ...body,
    metadata: { ...(labels !== undefined && { labels }), ...(annotations !== undefined && { annotations }) },
  };
  switch (how) {
    case 'merge':
      return client.patch(resource, world.nameOf(slot), 'merge', written, { fieldManager });
    case 'remove':
      return client.patch(resource, world.nameOf(slot), 'merge', emptied(written) as JsonObject, {
        fieldManager,
      });
    case 'put': {
      const { resourceVersion = null } = live.metadata;
      return client.replace(
        resource,
        { ...object, metadata: { ...object.metadata, resourceVersion } },
        { fieldManager },
      );
    }
    case 'apply':
      return client.apply(resource, object, { fieldManager });
  }
}

async function scale(world: World, replicas: number): Promise<boolean> {
  const slot = slots.find(({ kind }) => kind === 'Deployment') as Slot;
  if ((await world.live(slot)) === undefined) return false;
  const options = { subresource: 'scale', fieldManager: 'kubectl' };
  await world.client.patch(
    resources.Deployment,
    world.nameOf(slot),
    'merge',
    { spec: { replicas } },
    options,
  );
  return true;
}

async function recreate(
  world: World,
  { slot, by, labelled, shape }: Extract<Step, { does: 'recreate' }>,
): Promise<boolean> {
  const resource = resources[slot.kind];
  await world.client.delete(resource, world.nameOf(slot));
  const object = objectOf(slot, shape, world.name);
  const { name, namespace } = world.release;
  const { labels } = object.metadata;
  const ours = { ...(isObject(labels) && labels), [partOfLabel]: applysetId(name, namespace) };
  const made = labelled ? { ...object, metadata: { ...object.metadata, labels: ours } } : object;
  await world.client.create(resource, made, { fieldManager: by });
  return true;
}

/** Every field set to null, which in a merge patch removes it; lists whole. */
function emptied(value: Json): Json {
  if (!isObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, emptied(inner)]));
}

/** Every list of the object's own fields the other way round. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned).reverse();
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) =>
    name === 'managedFields' || name === 'status' ? [name, inner] : [name, turned(inner)],
  );
  return Object.fromEntries(entries) as JsonObject;
}
