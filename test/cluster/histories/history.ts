import { apply, counted, revertDrift } from './acts.ts';
import { addBystanders } from './bystanders.ts';
import { play } from './others.ts';
import type { History } from './steps.ts';
import type { World } from './world.ts';

/** Plays a history; what goes wrong tells the steps that led there. */
export async function playHistory(world: World, history: History): Promise<void> {
  await world.open();
  await addBystanders(world);
  try {
    for (const { steps, act } of history) {
      for (const step of steps) await play(world, step);
      counted.steps += steps.length;
      await (act === 'apply' ? apply(world) : revertDrift(world));
    }
  } catch (thrown) {
    const played = world.log.map((line, index) => `${index + 1}. ${line}`).join('\n');
    throw new Error(`${String(thrown)}\n\nPlayed in ${world.name}:\n${played}`, { cause: thrown });
  }
}
