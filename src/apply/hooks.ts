import { errorView, PlumblineError, toPlumblineError } from '../errors/error.ts';
import { displayId } from '../manifests/identity.ts';
import { noSecrets, scrubbed } from '../manifests/sensitive.ts';
import { type Hook, type HookTime, hooksAt, testHooks } from '../plan/hooks.ts';
import type { TargetContext } from './context.ts';
import { hideSensitive } from './hidden.ts';
import { type HookContext, hookContext, type Made, removeMade, runHook } from './hook-run.ts';
import type { Lock } from './lease.ts';
import type { Preview } from './preview.ts';
import { ResourceMap } from './resources.ts';
import type { HookTest } from './types.ts';

/**
 * Makes the hooks of one moment, one after the other, and waits for each: Jobs and Pods until they have ended,
 * anything else until it is there. As in Helm, one that fails ends the apply, and what has succeeded is removed
 * only when all of the moment have ended: a Job may need the ServiceAccount of a hook before it. A run that
 * follows a killed one runs them again.
 * @throws HOOK_FAILED, FOREIGN_OBJECT, CANCELLED, LOCK_LOST
 */
export async function runHooks(
  context: TargetContext,
  planned: Preview,
  time: HookTime,
  lease: Lock,
): Promise<void> {
  const isInstall = isFirst(planned);
  const within = hookContext(context, planned.resources);
  const made: Made[] = [];
  for (const hook of hooksAt(planned.hooks?.hooks ?? [], time, isInstall)) {
    const event = `${time}-${isInstall ? 'install' : 'upgrade'}`;
    const name = displayId(hook.manifest.id);
    context.progress({ type: 'phase', phase: 'hooks', message: `running the ${event} hook ${name}` });
    await lease.confirm();
    try {
      made.push(await runHook(within, hook, event));
    } catch (thrown) {
      const error = toPlumblineError(thrown);
      if (error.code === 'HOOK_FAILED') await removeSucceeded(within, made);
      throw error;
    }
  }
  await removeSucceeded(within, made);
}

/** The hooks of an apply that changes the release. */
export const hooksOfApply = (planned: Preview): Hook[] =>
  (['pre', 'post'] as const).flatMap((time) => hooksAt(planned.hooks?.hooks ?? [], time, isFirst(planned)));

/** Whether no revision has been current yet, neither under this name nor under the one that it moves from. */
export const isFirst = ({ situation }: Preview): boolean => situation.release?.current === undefined;

/** The last one first. */
async function removeSucceeded(context: HookContext, made: readonly Made[]): Promise<void> {
  for (const one of made.toReversed()) await removeMade(context, one, 'hook-succeeded');
}

/** Runs the target's test hooks, each to its end, whatever became of those before it. A signal ends it. */
export async function runTests(context: TargetContext): Promise<HookTest[]> {
  const { client, objects, signal, progress } = context;
  const { hooks, sensitive = noSecrets() } = await context.desired();
  const tests = testHooks(hooks?.hooks ?? []);
  const manifests = tests.map(({ manifest }) => manifest);
  hideSensitive([client, objects], manifests);
  const resources = new ResourceMap();
  await resources.complete(client, manifests);
  const within = hookContext(context, resources);
  const results: HookTest[] = [];
  const made: Made[] = [];
  for (const hook of tests) {
    if (signal?.aborted === true) break;
    const { id } = hook.manifest;
    progress({ type: 'phase', phase: 'hooks', message: `running the test ${displayId(id)}` });
    const started = performance.now();
    const result: HookTest = { id, milliseconds: 0 };
    try {
      made.push(await runHook(within, hook, 'test'));
    } catch (thrown) {
      result.error = scrubbed(errorView(endOf(thrown, signal)), sensitive);
    }
    result.milliseconds = Math.round(performance.now() - started);
    results.push(result);
  }
  await removeSucceeded(within, made);
  return results;
}

const endOf = (cause: unknown, signal: AbortSignal | undefined): PlumblineError =>
  signal?.aborted === true
    ? new PlumblineError('CANCELLED', 'stopped by a signal; what it made goes on', { cause })
    : toPlumblineError(cause);
