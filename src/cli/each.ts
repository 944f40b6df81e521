import { nothingDone } from '../apply/nothing-done.ts';
import type { ApplyResult } from '../apply/types.ts';
import type { Target } from '../config/types.ts';
import { errorView, toPlumblineError } from '../errors/error.ts';
import type { Session } from './session.ts';
import type { Stop } from './signals.ts';

/**
 * Does something with one target after the other, until a signal comes. Of several, what one throws is its
 * result: neither the reports of those before it nor those after it are lost over it.
 */
export async function eachTarget(
  session: Session,
  targets: readonly Target[],
  { signal }: Stop,
  act: (target: Target, before: readonly ApplyResult[]) => Promise<ApplyResult>,
): Promise<ApplyResult[]> {
  const results: ApplyResult[] = [];
  for (const target of targets) {
    try {
      results.push(await act(target, results));
    } catch (thrown) {
      if (targets.length === 1) throw thrown;
      results.push(failedBefore(session, target, thrown));
    }
    if (signal.aborted) break;
  }
  return results;
}

/** Of a target that failed before anything of it was known: no login to its cluster, no release. */
function failedBefore({ repository }: Session, { name }: Target, thrown: unknown): ApplyResult {
  const error = toPlumblineError(thrown);
  return {
    target: name,
    outcome: error.exitCode === 3 ? 'refused' : 'failed',
    commit: repository?.commit ?? '',
    ...nothingDone(),
    error: errorView(error),
    stats: { milliseconds: 0, requests: {} },
  };
}
