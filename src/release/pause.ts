import { annotationsOf } from '../manifests/identity.ts';
import { pausedUntilAnnotation, pauseReasonAnnotation } from './id.ts';
import type { Release } from './types.ts';

export interface Pause {
  /** RFC 3339. */
  until: string;
  reason: string;
}

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * The pause of a release at a time, undefined when there is none or it is over. An end that is no RFC 3339
 * time counts as a pause: stopping by mistake is mended by hand, writing by mistake is not.
 */
export function pauseOf(release: Pick<Release, 'object'>, now: number): Pause | undefined {
  const annotations = annotationsOf(release.object);
  const until = annotations[pausedUntilAnnotation];
  if (until === undefined) return undefined;
  const reason = annotations[pauseReasonAnnotation] || 'no reason given';
  // Date.parse alone would take "1" for a day in 2001, and the pause for over.
  const end = rfc3339.test(until) ? Date.parse(until) : Number.NaN;
  if (Number.isNaN(end)) return { until: 'an end that cannot be read', reason: `${reason} (${until})` };
  return end > now ? { until, reason } : undefined;
}
