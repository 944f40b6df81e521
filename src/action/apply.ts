import type { TargetContext } from '../apply/context.ts';
import { preview } from '../apply/preview.ts';
import { applyTarget } from '../apply/run.ts';
import type { ApplyReport, ApplyResult } from '../apply/types.ts';
import { applyExitCode, blockedBy, dirtyTree, refused } from '../cli/apply.ts';
import { leftReleases, withLeftWarnings } from '../cli/left.ts';
import { PlumblineError, toPlumblineError } from '../errors/error.ts';
import { planDocument } from '../plan/document.ts';
import type { Plan } from '../plan/types.ts';
import { annotations } from '../report/annotations.ts';
import { applyMarkdown } from '../report/markdown/apply.ts';
import { applyText } from '../report/terminal/apply.ts';
import { ancestry, type Job, markdownOptions } from './job.ts';
import { errorAnnotations, planOutputs, type Result, revisionsText } from './result.ts';

/** Applies every target, each after those it depends on, and moves the comments of the merged pull requests. */
export async function apply(job: Job): Promise<Result> {
  const previewed = await previewedPlans(job);
  const contexts: TargetContext[] = [];
  for (const target of job.session.targets(job.inputs.targets)) {
    contexts.push(await job.session.context(target, job.progress, job.signal));
  }
  const agreed = job.inputs['require-previewed-plan'] ? await agreedPlans(contexts, previewed) : undefined;
  const results: ApplyResult[] = [];
  for (const context of contexts) {
    if (job.signal.aborted) break;
    results.push(
      agreed instanceof PlumblineError
        ? refused(context, agreed)
        : await applyOne(job, context, results, agreed?.get(context.target.name)),
    );
  }
  const isOver = job.inputs.targets.length > 0 || job.signal.aborted;
  const left = isOver ? [] : await leftReleases(job.session);
  return resultOf(job, withLeftWarnings(results, left), previewed);
}

async function applyOne(
  job: Job,
  context: TargetContext,
  before: readonly ApplyResult[],
  expectPlan: string | undefined,
): Promise<ApplyResult> {
  const blocked = blockedBy(context.target, [...before]);
  if (blocked !== undefined) return blocked;
  if (context.source.dirty === true) return refused(context, dirtyTree(context.target));
  return applyTarget(context, {
    holder: job.session.run.holder,
    lockTimeoutMs: job.inputs['lock-timeout'],
    duringPause: false,
    ancestry: ancestry(job),
    ...(expectPlan !== undefined && { expectPlan }),
  });
}

/** The hash that each merged pull request's comment shows. Where that is not known, it is only told. */
async function previewedPlans({ comment, task, inputs, warn }: Job): Promise<Map<number, string>> {
  const plans = new Map<number, string>();
  if (comment === undefined || task.pushed === undefined) return plans;
  try {
    for (const pull of await comment.pullsOf(task.pushed)) {
      plans.set(pull, (await comment.header(pull))?.plan ?? '');
    }
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (inputs['require-previewed-plan']) throw error;
    warn(`The pull requests of this push are not known: ${error.message}. ${error.remedy ?? ''}`);
  }
  return plans;
}

/** With `require-previewed-plan`: the plans of now, by target, if a merged pull request showed just them. */
async function agreedPlans(
  contexts: readonly TargetContext[],
  previewed: ReadonlyMap<number, string>,
): Promise<Map<string, string> | PlumblineError> {
  const targets = [];
  for (const context of contexts) targets.push((await preview(context, 'apply')).plan);
  const { hash } = planDocument(targets);
  if ([...previewed.values()].includes(hash)) return new Map(targets.map((plan) => [plan.target, plan.hash]));
  const shown = [...previewed.values()].filter((plan) => plan !== '').map((plan) => plan.slice(0, 12));
  const what = shown.length === 0 ? 'no plan was previewed' : `${shown.join(', ')} was previewed`;
  return new PlumblineError('PLAN_CHANGED', `the plan is ${hash.slice(0, 12)} now; ${what}`, {
    remedy: 'Open a pull request, agree to its plan and merge it, or apply without require-previewed-plan.',
  });
}

function resultOf(job: Job, results: ApplyResult[], previewed: ReadonlyMap<number, string>): Result {
  const report: ApplyReport = { apiVersion: 'plumbline.dev/v1alpha1', kind: 'ApplyReport', results };
  const planned: Plan = planDocument(results.flatMap(({ plan }) => plan ?? []));
  const options = { ...markdownOptions(job), hash: planned.hash };
  const { now } = options;
  return {
    exitCode: applyExitCode(results),
    text: applyText(report, { colour: false, width: 120, now }),
    summary: applyMarkdown(report, { ...options, marker: false }),
    annotations: [...results.flatMap(errorsOf), ...annotations(planned)],
    outputs: { ...planOutputs(planned), revision: revisionsText(results.map(({ revision }) => revision)) },
    comments: new Map(
      [...previewed].map(([pull, shown]) => [
        pull,
        applyMarkdown(report, { ...options, ...(shown !== '' && { previewed: shown }) }),
      ]),
    ),
  };
}

function errorsOf({ error }: ApplyResult): Result['annotations'] {
  if (error === undefined) return [];
  const { code, message, ...details } = error;
  return errorAnnotations(new PlumblineError(code, message, details));
}
