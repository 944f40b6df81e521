import { previewFromGit } from '../apply/git-preview.ts';
import { preview } from '../apply/preview.ts';
import { leftReleases, withLeftFindings } from '../cli/left.ts';
import type { Target } from '../config/types.ts';
import { planDocument } from '../plan/document.ts';
import type { TargetPlan } from '../plan/types.ts';
import { annotations } from '../report/annotations.ts';
import { planMarkdown, summaryMarkdown } from '../report/markdown/plan.ts';
import { planText } from '../report/terminal/plan.ts';
import { baseCommit, baseDesired, baseRemotes, baseTargets, moves, trusted } from './base.ts';
import { isProposal } from './events.ts';
import { type Job, markdownOptions } from './job.ts';
import { planFails, planOutputs, type Result, revisionsText } from './result.ts';

/** Plans every target; on a pull request what it changes is told apart from what was merged before. */
export async function plan(job: Job): Promise<Result> {
  const { session, task, inputs } = job;
  const base = isProposal(task) ? await baseCommit(session, task) : undefined;
  if (base !== undefined) session.allowRemotes(await baseRemotes(session, base));
  const known = base === undefined ? undefined : await baseTargets(session, base);
  const targets: TargetPlan[] = [];
  for (const target of session.targets(inputs.targets)) {
    targets.push(
      base === undefined || known === undefined
        ? (await preview(await session.context(target, job.progress, job.signal), 'preview')).plan
        : await planProposal(job, target, { base, target: known.get(target.name) }),
    );
  }
  const isAsked = inputs.targets.length === 0 && task.pull?.isFork !== true;
  const left = isAsked ? await leftReleases(session, known && [...known.values()]) : [];
  const planned = planDocument(withLeftFindings(targets, left));
  const options = markdownOptions(job);
  const pull = task.pull?.number;
  return {
    exitCode: planFails(planned, inputs['fail-on']) ? 1 : 0,
    text: planText(planned, { colour: false, width: 120, now: options.now }),
    summary: summaryMarkdown(planned, options),
    annotations: annotations(planned),
    outputs: {
      ...planOutputs(planned),
      revision: revisionsText(targets.map(({ release }) => release?.revision)),
    },
    comments: new Map(pull === undefined ? [] : [[pull, planMarkdown(planned, options)]]),
  };
}

async function planProposal(
  job: Job,
  target: Target,
  before: { base: string; target: Target | undefined },
): Promise<TargetPlan> {
  const { session, task, progress, signal } = job;
  const { base } = before;
  if (task.pull?.isFork === true || before.target === undefined) {
    const why =
      before.target === undefined
        ? 'The target is new: its cluster is asked once it is merged.'
        : 'The pull request comes from a fork: it is planned without a cluster.';
    const tip = before.target && (await baseDesired(session, before.target, base));
    const ignore = before.target?.ignore ?? target.ignore;
    const head = await session.headManifests(target, 'leave-out');
    const source = await session.source(target);
    const planned = await previewFromGit(target, { manifests: [], ...tip, ignore }, head, {
      base: base.slice(0, 7),
      source,
      judge: session.judge,
    });
    return { ...planned, notAsked: [why, ...planned.notAsked] };
  }
  const { ignore } = before.target;
  const proposed = trusted(target, before.target);
  const context = await session.context(proposed, progress, signal, before.target);
  const moved = moves(target, before.target);
  const tip = await baseDesired(session, before.target, base, context.client);
  const { plan: planned } = await preview(
    tip === undefined ? context : { ...context, base: () => Promise.resolve({ ...tip, ignore }) },
    'preview',
  );
  const shown = { ...planned, findings: [...moved, ...planned.findings] };
  if (tip !== undefined) return shown;
  const notAsked = `The manifests at ${base.slice(0, 7)} are invalid: what was merged before is not told apart.`;
  return { ...shown, notAsked: [notAsked, ...shown.notAsked] };
}
