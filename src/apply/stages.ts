import pMap from 'p-map';
import type { ClusterClient } from '../cluster/types.ts';
import { until } from '../cluster/until.ts';
import { errorView, PlumblineError, toPlumblineError } from '../errors/error.ts';
import { displayId, kindKey } from '../manifests/identity.ts';
import { field, stringField } from '../manifests/json.ts';
import type { KubeObject } from '../manifests/types.ts';
import type { Step } from '../plan/assemble.ts';
import { type Stage, stageOf, stages } from '../plan/order.ts';
import type { Baseline } from '../release/types.ts';
import { concurrency } from './context.ts';
import type { ResourceMap } from './resources.ts';
import type { ObjectResult, Progress } from './types.ts';
import { type WriteSituation, writeStep } from './write.ts';

export interface StageContext {
  /** Asks the lease before each write. */
  client: ClusterClient;
  situation: WriteSituation;
  resources: ResourceMap;
  progress: Progress;
  signal?: AbortSignal;
  /** Called before each stage: the lease is confirmed there, and its loss stops everything. */
  beforeStage(stage: Stage): Promise<void>;
}

export interface StageOutcome {
  results: ObjectResult[];
  /** By idKey, of what was written. */
  baselines: Map<string, Baseline>;
  written: KubeObject[];
  errors: PlumblineError[];
}

/** What an apply writes before its deletions; of what is gone there is nothing to forget but in the record. */
export const isWrite = ({ action, decision }: Step): boolean =>
  action === 'forget'
    ? decision.live !== undefined
    : action !== 'unchanged' && action !== 'skip' && action !== 'delete';

/**
 * Writes stage by stage, many objects at once within a stage. A stage with failures is finished as far as
 * it goes, so that all of them are told at once; the stages after it are not begun.
 * @param outcome is told what was done, so that it is known whatever ends this
 */
export async function runStages(
  context: StageContext,
  steps: readonly Step[],
  outcome: StageOutcome,
): Promise<void> {
  const byStage = Map.groupBy(steps.filter(isWrite), ({ decision }) => stageOf(decision.id));
  for (const stage of stages) {
    const group = byStage.get(stage);
    if (group === undefined) continue;
    if (outcome.errors.length > 0) {
      outcome.results.push(...group.map(notReached));
      continue;
    }
    await context.beforeStage(stage);
    context.progress({ type: 'stage', stage, objects: group.length });
    await pMap(group, (step) => runStep(context, step, outcome), { concurrency });
    if (outcome.errors.length === 0) await settle(context, stage, group);
  }
}

async function runStep(context: StageContext, step: Step, outcome: StageOutcome): Promise<void> {
  const { decision, action } = step;
  const { id } = decision;
  const apiVersion = (decision.desired ?? decision.released)?.object.apiVersion ?? '';
  try {
    if (context.signal?.aborted === true) throw new PlumblineError('CANCELLED', 'stopped by a signal');
    const resource =
      (decision.desired === undefined ? undefined : context.resources.of(decision.desired.object)) ??
      decision.resource;
    if (resource === undefined)
      throw new PlumblineError('UNKNOWN_KIND', `the cluster does not serve ${id.kind}`);
    const written = await whenServed(context, id, () =>
      writeStep(context.client, step, resource, context.situation),
    );
    if (written.baseline !== undefined) outcome.baselines.set(decision.key, written.baseline);
    if (written.object !== undefined) outcome.written.push(written.object);
    outcome.results.push({ id, apiVersion, action, outcome: 'done', warnings: written.warnings });
    context.progress({ type: 'object', id, action, outcome: 'done' });
    for (const message of written.warnings)
      context.progress({ type: 'warning', message: `${displayId(id)}: ${message}` });
  } catch (thrown) {
    const failure = toPlumblineError(thrown);
    // No object's fault: nothing more may be written.
    if (failure.code === 'LOCK_LOST') throw failure;
    const error = named(failure, decision);
    outcome.errors.push(error);
    outcome.results.push({
      id,
      apiVersion,
      action,
      outcome: 'failed',
      error: errorView(error),
      warnings: [],
    });
    context.progress({ type: 'object', id, action, outcome: 'failed', message: error.message });
  }
}

/** The error with the object's name and its place in Git. */
function named(error: PlumblineError, { id, desired }: Step['decision']): PlumblineError {
  const source = desired?.source;
  return error.with({
    object: displayId(id),
    ...(source !== undefined && { place: { file: source.file, line: source.line } }),
  });
}

const notReached = ({ decision, action }: Step): ObjectResult => ({
  id: decision.id,
  apiVersion: (decision.desired ?? decision.released)?.object.apiVersion ?? '',
  action,
  outcome: 'not-reached',
  warnings: [],
});

const servedWithinMs = 10_000;

/** A kind whose CRD this apply has just made is served a moment after it is established. */
export async function whenServed<T>(
  context: Pick<StageContext, 'resources'>,
  id: { group: string; kind: string },
  write: () => Promise<T>,
): Promise<T> {
  if (!context.resources.isDefinedBySet(id)) return write();
  let result: { value: T } | undefined;
  let last: PlumblineError | undefined;
  await until(servedWithinMs, async () => {
    try {
      result = { value: await write() };
      return true;
    } catch (thrown) {
      const error = toPlumblineError(thrown);
      if (error.code !== 'UNKNOWN_KIND') throw error;
      last = error;
      return false;
    }
  });
  if (result !== undefined) return result.value;
  throw last ?? new PlumblineError('UNKNOWN_KIND', `${kindKey(id)} is not served`);
}

const establishedWithinMs = 60_000;

/** CRDs must be established before objects of their kinds are sent. */
async function settle(context: StageContext, stage: Stage, group: readonly Step[]): Promise<void> {
  if (stage !== 'definitions') return;
  await pMap(
    group,
    async ({ decision: { id, resource } }) => {
      if (resource === undefined || id.kind !== 'CustomResourceDefinition') return;
      const established = await until(
        establishedWithinMs,
        async () => isEstablished(await context.client.get(resource, id)),
        context.signal,
      );
      if (established) return;
      throw new PlumblineError('UNHEALTHY', 'is not established after a minute', {
        object: displayId(id),
        remedy: 'See its conditions: kubectl describe crd.',
      });
    },
    { concurrency },
  );
}

function isEstablished(definition: KubeObject | undefined): boolean {
  const conditions = field(definition, 'status', 'conditions');
  if (!Array.isArray(conditions)) return false;
  return conditions.some(
    (condition) =>
      stringField(condition, 'type') === 'Established' && stringField(condition, 'status') === 'True',
  );
}
