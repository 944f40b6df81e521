import { type ErrorView, errorView, type PlumblineError } from '../errors/error.ts';
import type { Finding, Plan, TargetPlan } from '../plan/types.ts';
import type { Annotation } from '../report/annotations.ts';
import { clip, plainText } from '../report/plain.ts';
import { isQuiet } from '../report/words.ts';
import type { FailOn } from './inputs.ts';

/** The outputs by their names in action.yml. */
export type Outputs = Partial<
  Record<'plan-hash' | 'has-changes' | 'creates' | 'updates' | 'deletes' | 'drifted' | 'revision', string>
>;

/** What came of a mode, ready to be shown in the log, in the step's summary and beside the files. */
export interface Result {
  exitCode: number;
  /** For the log. */
  text: string;
  /** Markdown of at most 1 MiB. */
  summary: string;
  annotations: Annotation[];
  outputs: Outputs;
  /** The comment's new body by pull request. */
  comments: Map<number, string>;
}

export function planOutputs({ targets, hash }: Plan): Outputs {
  const sum = (count: (target: TargetPlan) => number): string =>
    String(targets.reduce((total, target) => total + count(target), 0));
  return {
    'plan-hash': hash,
    'has-changes': String(!targets.every(isQuiet)),
    creates: sum(({ counts }) => counts.create + counts.adopt),
    updates: sum(({ counts }) => counts.update + counts.replace),
    deletes: sum(({ counts }) => counts.delete + counts.forget),
    drifted: sum(driftedObjects),
  };
}

function driftedObjects({ objects }: TargetPlan): number {
  return objects.filter(
    ({ action, fields }) => action === 'restore' || fields.some(({ causes }) => causes.includes('drift')),
  ).length;
}

/** Whether a plan fails the job, by the input `fail-on`. */
export function planFails({ targets }: Plan, failOn: readonly FailOn[]): boolean {
  if (failOn.includes('never')) return false;
  const isInvalid = targets.some(
    ({ objects, findings }) =>
      objects.some(({ error }) => error !== undefined) ||
      findings.some(({ severity }) => severity === 'error'),
  );
  const destroys = targets.some(({ counts }) => counts.delete + counts.replace > 0);
  const drifts = targets.some((target) => driftedObjects(target) > 0);
  return (
    (isInvalid && failOn.includes('invalid')) ||
    (destroys && failOn.includes('destroy')) ||
    (drifts && failOn.includes('drift'))
  );
}

/** Revisions of the targets in their order: `42`, or `42,7`. */
export const revisionsText = (revisions: readonly (number | undefined)[]): string =>
  revisions.map((revision) => (revision === undefined ? '' : String(revision))).join(',');

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const;

export function findingAnnotation(finding: Finding, target: string): Annotation {
  const { severity, code, object, message, remedy, place } = finding;
  return annotationOf(levels[severity], `${object ?? target}: ${code}`, [message, remedy], place);
}

/** An error and its companions, beside the lines they are about. */
export function errorAnnotations(error: PlumblineError): Annotation[] {
  return [error, ...error.others].map((one) => errorAnnotation(errorView(one)));
}

export function errorAnnotation({ code, object, message, remedy, place }: ErrorView): Annotation {
  const title = object === undefined ? code : `${object}: ${code}`;
  return annotationOf('error', title, [message, remedy], place);
}

function annotationOf(
  level: Annotation['level'],
  title: string,
  sentences: (string | undefined)[],
  place: Finding['place'],
): Annotation {
  return {
    level,
    title: clip(plainText(title), 200),
    message: clip(plainText(sentences.filter((text) => text !== undefined).join('. ')), 4000),
    ...(place !== undefined && { file: plainText(place.file) }),
    ...(place?.line !== undefined && { line: place.line }),
  };
}
