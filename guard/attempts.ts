import { isWrite } from '../src/apply/stages.ts';
import { PlumblineError } from '../src/errors/error.ts';
import { field } from '../src/manifests/json.ts';
import type { Step } from '../src/plan/assemble.ts';
import { writeStatus } from '../src/release/status.ts';
import type { Release } from '../src/release/types.ts';
import type { VisitContext } from './types.ts';

const attemptsWithoutProgress = 3;

/** How often a pending revision was taken up in vain, and how many writes it still needed. */
export interface Attempts {
  revision: number;
  attempts: number;
  remaining: number;
}

/** Counted before the attempt, so that one that kills the guard itself counts too. @throws APPLY_FAILED */
export async function countAttempt(context: VisitContext, release: Release): Promise<Attempts> {
  const revision = release.pending?.revision ?? 0;
  const before = attemptsAt(release);
  const earlier = before?.revision === revision ? before : undefined;
  const attempts = (earlier?.attempts ?? 0) + 1;
  if (attempts > attemptsWithoutProgress) {
    throw new PlumblineError(
      'APPLY_FAILED',
      `it was taken up ${attemptsWithoutProgress} times without progress`,
      {
        remedy: 'Apply the target again, and see how that ends.',
      },
    );
  }
  const counted = { revision, attempts, remaining: earlier?.remaining ?? Number.MAX_SAFE_INTEGER };
  await writeAttempts(context, release, counted);
  return counted;
}

/** Fewer writes left than at any attempt before is progress: the count starts anew. */
export async function noteProgress(
  context: VisitContext,
  release: Release,
  before: Attempts,
  steps: readonly Step[],
): Promise<void> {
  const remaining = steps.filter(isWrite).length;
  if (remaining >= before.remaining) return;
  await writeAttempts(context, release, { ...before, attempts: 1, remaining });
}

function attemptsAt({ status }: Release): Attempts | undefined {
  const read = (name: string): number | undefined => {
    const value = field(status, 'resume', name);
    return typeof value === 'number' ? value : undefined;
  };
  const [revision, attempts, remaining] = [read('revision'), read('attempts'), read('remaining')];
  if (revision === undefined || attempts === undefined || remaining === undefined) return undefined;
  return { revision, attempts, remaining };
}

/** Beside the rest of the guard's status, which an apply would drop. */
async function writeAttempts(context: VisitContext, release: Release, resume: Attempts): Promise<void> {
  const { drifted, drifts, lastCheck, conditions } = release.status;
  const kept = Array.isArray(conditions)
    ? conditions.filter((one) => ['Drifted', 'Paused'].includes(String(field(one, 'type'))))
    : [];
  await writeStatus(context.client, release, 'plumbline-guard', {
    ...(drifted !== undefined && { drifted }),
    ...(drifts !== undefined && { drifts }),
    ...(lastCheck !== undefined && { lastCheck }),
    conditions: kept,
    resume: { ...resume },
  });
}
