import { validationExitCode, validationOf } from '../cli/validate.ts';
import { validationMarkdown } from '../report/markdown/validation.ts';
import { validationText } from '../report/terminal/validation.ts';
import { baseCommit, baseRemotes } from './base.ts';
import { isProposal } from './events.ts';
import { type Job, markdownOptions } from './job.ts';
import { errorAnnotation, findingAnnotation, type Result } from './result.ts';

/** Renders and validates every target; no cluster is asked. */
export async function validate(job: Job): Promise<Result> {
  const { session, inputs } = job;
  await allowRemotes(job);
  const report = await validationOf(session, inputs.targets);
  const exitCode = validationExitCode(report);
  // A path that does not exist is no question of valid or not.
  const isForgiven = exitCode === 1 && inputs['fail-on'].includes('never');
  return {
    exitCode: isForgiven ? 0 : exitCode,
    text: validationText(report, { colour: false }),
    summary: validationMarkdown(report, markdownOptions(job)),
    annotations: report.targets.flatMap(({ target, errors, findings }) => [
      ...errors.map(errorAnnotation),
      ...findings.map((finding) => findingAnnotation(finding, target)),
    ]),
    outputs: {},
    comments: new Map(),
  };
}

/** The base is looked for only where a rule of it may be needed: it may have to be fetched. */
async function allowRemotes({ session, task }: Job): Promise<void> {
  if (!isProposal(task) || session.config.remotes.length === 0) return;
  session.allowRemotes(await baseRemotes(session, await baseCommit(session, task)));
}
