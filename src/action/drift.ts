import { checkDrift } from '../apply/drift.ts';
import { appliedReleaseOf } from '../cli/releases.ts';
import { isDrift } from '../drift/state.ts';
import type { DriftReport, ObjectDrift, TargetDrift } from '../drift/types.ts';
import { displayId } from '../manifests/identity.ts';
import type { Annotation } from '../report/annotations.ts';
import { driftMarkdown } from '../report/markdown/drift.ts';
import { clip, plainText } from '../report/plain.ts';
import { driftText, stateWords } from '../report/terminal/drift.ts';
import { type Job, markdownOptions } from './job.ts';
import { type Result, revisionsText } from './result.ts';

/** Looks for drift in every target and reverts none: that is the guard's, or the next merge's. */
export async function drift(job: Job): Promise<Result> {
  const { session, inputs, progress, signal } = job;
  const targets: TargetDrift[] = [];
  for (const target of session.targets(inputs.targets)) {
    const { client, objects } = await session.context(target, progress, signal);
    targets.push((await checkDrift(objects, await appliedReleaseOf(client, target))).report);
  }
  const report: DriftReport = { apiVersion: 'plumbline.dev/v1alpha1', kind: 'DriftReport', targets };
  const found = targets.flatMap((target) => target.objects.filter(isDrift));
  const options = markdownOptions(job);
  return {
    exitCode: found.length > 0 && inputs['fail-on'].includes('drift') ? 1 : 0,
    text: driftText(report, { colour: false, width: 120, now: options.now }),
    summary: driftMarkdown(report, options),
    annotations: found.map(annotationOf),
    outputs: {
      drifted: String(found.length),
      'has-changes': String(found.length > 0),
      revision: revisionsText(targets.map(({ release }) => release.revision)),
    },
    comments: new Map(),
  };
}

function annotationOf({ id, state, fields, by }: ObjectDrift): Annotation {
  const paths = fields.slice(0, 5).map(({ path }) => path);
  const author = by === undefined ? '' : ` by ${by.manager}`;
  const message = `${stateWords[state]}${paths.length === 0 ? '' : `: ${paths.join(', ')}`}${author}`;
  return {
    level: 'warning',
    title: clip(plainText(`${displayId(id)}: drift`), 200),
    message: clip(plainText(message), 4000),
  };
}
