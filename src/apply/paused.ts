import { PlumblineError } from '../errors/error.ts';
import { pauseOf } from '../release/pause.ts';
import type { Release } from '../release/types.ts';

/** The refusal of what writes during a pause, undefined when there is none. */
export function pausedUntil(release: Release | undefined, now: number): PlumblineError | undefined {
  const pause = release === undefined ? undefined : pauseOf(release, now);
  if (pause === undefined) return undefined;
  return new PlumblineError('PAUSED', `paused until ${pause.until}: ${pause.reason}`, {
    remedy: 'Resume it (plumbline resume), or go on with --during-pause.',
  });
}
