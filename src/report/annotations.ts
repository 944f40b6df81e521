import { displayId } from '../manifests/identity.ts';
import type { ObjectPlan, Plan, TargetPlan } from '../plan/types.ts';
import { clip, plainText } from './plain.ts';

/** What a workflow's run shows beside a file's line. Texts are plain; whoever prints them escapes for the runner. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice';
  file?: string;
  line?: number;
  title: string;
  message: string;
}

// GitHub takes 4,096 characters.
const longest = 4000;
const rank = { error: 0, warning: 1, notice: 2 };
const levels = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** A plan's errors, warnings and risks, worst first: the runner takes ten of each level. */
export function annotations(plan: Plan): Annotation[] {
  return plan.targets.flatMap(ofTarget).sort((a, b) => rank[a.level] - rank[b.level]);
}

function ofTarget(target: TargetPlan): Annotation[] {
  const refusals = target.refusals.map(({ code, message, remedy, place }) =>
    annotation('error', code, target.target, [message, remedy], place),
  );
  const findings = target.findings.map(({ severity, code, object, message, remedy, place }) =>
    annotation(levels[severity], code, object ?? target.target, [message, remedy], place),
  );
  return [...refusals, ...findings, ...target.objects.flatMap(ofObject)];
}

function ofObject({ id, source, error, risks, warnings }: ObjectPlan): Annotation[] {
  const name = displayId(id);
  return [
    ...(error === undefined
      ? []
      : [annotation('error', error.code, name, [error.message, error.remedy], error.place ?? source)]),
    ...risks.map(({ kind, message }) =>
      annotation(kind === 'pods-restart' ? 'notice' : 'warning', kind, name, [message], source),
    ),
    ...warnings.map((text) => annotation('warning', 'deprecated', name, [text], source)),
  ];
}

function annotation(
  level: Annotation['level'],
  code: string,
  subject: string,
  sentences: (string | undefined)[],
  place: ObjectPlan['source'],
): Annotation {
  const message = sentences.filter((text) => text !== undefined).join(' ');
  return {
    level,
    ...(place !== undefined && { file: plainText(place.file) }),
    ...(place?.line !== undefined && { line: place.line }),
    title: clip(plainText(`${subject}: ${code}`), 200),
    message: clip(plainText(message), longest),
  };
}
