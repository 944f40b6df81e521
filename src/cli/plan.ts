import { previewFromGit } from '../apply/git-preview.ts';
import { preview } from '../apply/preview.ts';
import type { Target } from '../config/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { planDocument } from '../plan/document.ts';
import type { Plan, TargetPlan } from '../plan/types.ts';
import { planJson } from '../report/json.ts';
import { planMarkdown } from '../report/markdown/plan.ts';
import { planText } from '../report/terminal/plan.ts';
import { isQuiet } from '../report/words.ts';
import { leftReleases, withLeftFindings } from './left.ts';
import { endWith, lookAtEach } from './looks.ts';
import type { GlobalOptions } from './options.ts';
import { printResult, progressPrinter, textOptions } from './output.ts';
import { Session } from './session.ts';

export interface PlanOptions extends GlobalOptions {
  base?: string;
  detailedExitcode: boolean;
}

/**
 * `plumbline plan`: what applying would do; exit 1 where something is invalid or the server refuses it. What an
 * apply would refuse is part of the answer: it is shown, and exits 0.
 */
export async function plan(names: string[], options: PlanOptions): Promise<number> {
  const session = await Session.open(options);
  const progress = progressPrinter(options);
  try {
    const { seen, errors } = await lookAtEach(session.targets(names), async (target) => {
      if (options.base !== undefined) return planFromGit(session, target, options.base);
      const context = await session.context(target, progress.handle);
      return (await preview(context, 'preview')).plan;
    });
    progress.close();
    const left = names.length === 0 && options.base === undefined ? await leftReleases(session) : [];
    const result = planDocument(withLeftFindings(seen, left));
    printResult(render(result, options));
    return endWith(exitCode(result, options.detailedExitcode), errors, options);
  } finally {
    await session.close();
  }
}

/** What the target's manifests in the work tree change of those of another revision. */
async function planFromGit(session: Session, target: Target, base: string): Promise<TargetPlan> {
  const before = await session.desiredAt(target, base);
  if (before === undefined) throw unknownRevision(base);
  const then = (await session.configAt(base))?.targets.find(({ name }) => name === target.name);
  const head = await session.headManifests(target, 'leave-out');
  const source = await session.source(target);
  const ignore = (then ?? target).ignore;
  return previewFromGit(target, { ...before, ignore }, head, { base, source, judge: session.judge });
}

function render(result: Plan, options: PlanOptions): string {
  if (options.output === 'json') return planJson(result);
  if (options.output === 'markdown') return planMarkdown(result, { now: new Date() });
  return planText(result, textOptions(options));
}

function exitCode({ targets }: Plan, detailed: boolean): number {
  const invalid = targets.some(
    ({ objects, findings }) =>
      objects.some(({ error }) => error !== undefined) ||
      findings.some(({ severity }) => severity === 'error'),
  );
  if (invalid) return 1;
  return detailed && !targets.every(isQuiet) ? 10 : 0;
}

function unknownRevision(revision: string): PlumblineError {
  return new PlumblineError('REVISION_UNKNOWN', `Git does not know the revision ${revision} here`, {
    remedy: 'Fetch it (git fetch), or give another revision.',
  });
}
