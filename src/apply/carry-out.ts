import { errorView, PlumblineError, toPlumblineError } from '../errors/error.ts';
import { displayId } from '../manifests/identity.ts';
import type { KubeObject } from '../manifests/types.ts';
import { isReady } from '../release/status.ts';
import type { TargetContext } from './context.ts';
import { hooksOfApply, runHooks } from './hooks.ts';
import type { Lock } from './lease.ts';
import { ensureNamespace } from './namespace.ts';
import type { Owed } from './owed.ts';
import type { Preview } from './preview.ts';
import { runStages, type StageOutcome } from './stages.ts';
import { autoscalerWarnings, type Unready, waitHealthy } from './wait.ts';

/** What came of the writes and of the wait for health. */
export interface Done {
  stages: StageOutcome;
  unready: Unready[];
  warnings: string[];
  failure?: PlumblineError;
}

/** Writes what is owed, stage by stage, and waits for health; what failed is told, not thrown. @throws LOCK_LOST */
export async function carryOut(
  context: TargetContext,
  planned: Preview,
  debt: Owed,
  lease: Lock,
): Promise<Done> {
  const { target, objects, progress, signal } = context;
  const stages: StageOutcome = { results: [], baselines: new Map(), written: [], errors: [] };
  const before = hooksOnce(context, planned, debt, lease);
  try {
    await ensureNamespace(
      objects,
      target,
      planned.steps,
      runsHooks(context, debt) ? hooksOfApply(planned) : [],
    );
    if (debt.writes) {
      progress({ type: 'phase', phase: 'apply', message: 'applying' });
      await runStages(
        {
          client: objects,
          situation: planned.situation,
          resources: planned.resources,
          progress,
          ...(signal !== undefined && { signal }),
          beforeStage: async (stage) => {
            await lease.confirm();
            // A hook may need its namespace, and the kind of what it makes.
            if (stage !== 'namespaces' && stage !== 'definitions') await before();
          },
        },
        planned.steps,
        stages,
      );
    }
    if (stages.errors.length === 0) await before();
    const warnings = stages.results.flatMap(({ warnings: texts }) => texts);
    const [first, ...others] = stages.errors;
    if (first !== undefined) return { stages, unready: [], warnings, failure: failed(first, others) };
    const done = target.wait.enabled
      ? await healthy(context, planned, stages, warnings)
      : { stages, unready: [], warnings };
    if (done.failure === undefined && runsHooks(context, debt))
      await runHooks(context, planned, 'post', lease);
    return done;
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    // A lost lease means that somebody else writes now: the record is theirs.
    if (error.code === 'LOCK_LOST') throw error;
    return { stages, unready: [], warnings: [], failure: aborted(context, error) };
  }
}

/** An apply that changes the release runs them, one that only pulls drift back or goes back does not. */
const runsHooks = ({ rollback }: TargetContext, debt: Owed): boolean => debt.revision && rollback !== true;

function hooksOnce(context: TargetContext, planned: Preview, debt: Owed, lease: Lock): () => Promise<void> {
  let isDue = runsHooks(context, debt);
  return async () => {
    if (!isDue) return;
    isDue = false;
    await runHooks(context, planned, 'pre', lease);
  };
}

async function healthy(
  context: TargetContext,
  planned: Preview,
  stages: StageOutcome,
  warnings: string[],
): Promise<Done> {
  const { target, progress, signal } = context;
  const awaited = awaitedObjects(planned, stages);
  if (awaited.length === 0) return { stages, unready: [], warnings };
  progress({ type: 'phase', phase: 'wait', message: `waiting for ${count(awaited)} to be ready` });
  const unready = await waitHealthy(context.objects, planned.resources, awaited, {
    timeoutMs: target.wait.timeout,
    applysetId: planned.situation.membership.id,
    progress,
    ...(signal !== undefined && { signal }),
  });
  const scaling = autoscalerWarnings(awaited).map(({ message }) => message);
  const first = unready[0];
  if (first === undefined) return { stages, unready, warnings: [...warnings, ...scaling] };
  const code = unready.some((one) => one.failed) ? 'UNHEALTHY' : 'WAIT_TIMEOUT';
  const seconds = Math.round(target.wait.timeout / 1000);
  const message =
    code === 'UNHEALTHY'
      ? `${count(unready)} did not become healthy: ${first.message}`
      : `${count(unready)} not ready after ${seconds} s: ${first.message}`;
  const failure = new PlumblineError(code, message, {
    object: displayId(first.id),
    remedy: 'See the events of the object (kubectl describe); a fix in Git is applied by the next merge.',
  });
  return { stages, unready, warnings, failure };
}

const count = ({ length }: readonly unknown[]): string => (length === 1 ? '1 object' : `${length} objects`);

/**
 * What this run wrote, and what an interrupted one wrote of the same revision. Where one that only pulled drift
 * back has failed, nothing tells what it wrote: then all.
 */
function awaitedObjects(planned: Preview, stages: StageOutcome): KubeObject[] {
  const { release } = planned;
  const isPending = release?.pending !== undefined;
  if (!isPending && (release?.current === undefined || isReady(release))) return stages.written;
  const seen = new Set(stages.written.map((object) => object.metadata.uid));
  const earlier = planned.steps.flatMap(({ decision, action }) => {
    if (action !== 'unchanged' || decision.live === undefined) return [];
    if (isPending && decision.git === 'none') return [];
    return seen.has(decision.live.metadata.uid) ? [] : [decision.live];
  });
  return [...stages.written, ...earlier];
}

function failed(first: PlumblineError, others: PlumblineError[]): PlumblineError {
  if (first.code === 'CANCELLED') return first.with({ others });
  const { code: _code, message, ...details } = errorView(first);
  return new PlumblineError('APPLY_FAILED', message, { ...details, cause: first, others });
}

function aborted(context: TargetContext, error: PlumblineError): PlumblineError {
  if (context.signal?.aborted !== true) return error;
  return new PlumblineError('CANCELLED', 'stopped by a signal; the next apply goes on from here', {
    cause: error,
  });
}
