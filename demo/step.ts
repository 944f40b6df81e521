import type { Narrator } from './narrator.ts';
import type { Scene } from './scene.ts';

/** Something that must hold at the end of a step. */
export interface Check {
  that: string;
  ok: boolean;
  /** What was found instead, where it does not hold. */
  found?: string;
}

/** One step of the story: it does something real, shows it, and says what must hold afterwards. */
export interface Step {
  name: string;
  title: string;
  play(scene: Scene, narrator: Narrator): Promise<Check[]>;
}

export function check(that: string, ok: boolean, found?: unknown): Check {
  if (ok || found === undefined) return { that, ok };
  return { that, ok, found: typeof found === 'string' ? found : JSON.stringify(found) };
}
