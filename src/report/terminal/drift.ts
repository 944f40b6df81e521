import type { DriftReport, DriftState, ObjectDrift, TargetDrift } from '../../drift/types.ts';
import { differingFields, soleAuthor } from '../fields.ts';
import { disarm, terminalText } from '../plain.ts';
import { age, authorText, many, requestsText, seconds, shortCommit } from '../words.ts';
import { fieldLines } from './fields.ts';
import { type TextOptions, widthOf, wrap } from './layout.ts';
import { nameOf } from './plan.ts';
import { createStyle, type Style } from './style.ts';

/** What a state means, in words. */
export const stateWords: Record<DriftState, string> = {
  drifted: 'differs from the release',
  missing: 'was deleted',
  'data-lost': 'was deleted, and its data with it: only an apply with consent makes it again',
  'needs-apply': 'only an apply can mend it',
  'ownership-lost': 'its content is as released; its ownership is gone',
  terminating: 'is being deleted',
  unknown: 'cannot be told',
  ignored: 'ignored',
};

/** A drift report for the terminal. Ends in a line break. */
export function driftText(report: DriftReport, options: TextOptions): string {
  const style = createStyle(options.colour);
  return `${report.targets.map((target) => targetLines(target, style, options).join('\n')).join('\n\n')}\n`;
}

function targetLines(target: TargetDrift, style: Style, options: TextOptions): string[] {
  const { objects, foreign, notAsked, paused, stats } = target;
  const sent = options.verbose === true ? requestsText(stats.requests) : '';
  const cost = [seconds(stats.milliseconds), ...(sent === '' ? [] : [sent])].join(' · ');
  const head = headline(target, style);
  const notes = [
    ...(paused === undefined ? [] : [style.warn(pauseText(paused, options))]),
    ...foreign.map(({ id, path, by }) => {
      const text = `${nameOf(id)}: ${terminalText(path)} was added, ${authorText(by, options.now, options.verbose)}`;
      return style.warn(`  ! ${disarm(text)}`);
    }),
    ...notAsked.map((text) => style.dim(`  not asked: ${wrap(text, widthOf(options) - 6, '    ')}`)),
  ];
  if (objects.length === 0) return [`${head}, none drifted · ${cost}`, ...notes];
  return [
    head,
    '',
    ...objects.flatMap((object) => objectLines(object, style, options)),
    ...(notes.length === 0 ? [] : ['', ...notes]),
    '',
    `${style.bold(driftCounts(target))} · ${cost}`,
  ];
}

/** `2 drifted, 1 missing, 2 reverted`. */
export function driftCounts({ objects, reverted }: TargetDrift): string {
  const counts = new Map<DriftState, number>();
  for (const { state } of objects) counts.set(state, (counts.get(state) ?? 0) + 1);
  const parts = [...counts].map(([state, count]) => `${count} ${state.replaceAll('-', ' ')}`);
  return [...parts, ...(reverted === 0 ? [] : [`${reverted} reverted`])].join(', ');
}

function headline({ target, cluster, release, checked }: TargetDrift, style: Style): string {
  const where = cluster === undefined ? '' : ` → ${terminalText(cluster)}`;
  const pending = release.pending === undefined ? '' : style.warn(`, an apply stopped: ${release.pending}`);
  const name = style.bold(`${terminalText(target)}${where}`);
  return `${name} · release ${release.revision} (${shortCommit(release.commit)})${pending} · ${many(checked, 'object')} checked`;
}

function objectLines(object: ObjectDrift, style: Style, options: TextOptions): string[] {
  const shared = object.by ?? soleAuthor(object.fields);
  const who = shared === undefined ? '' : `, ${disarm(authorText(shared, options.now, options.verbose))}`;
  // Said once with the object, an author need not stand at each of its fields.
  const fields = differingFields(object).map((change) => {
    const { by: _by, ...rest } = change;
    return shared === undefined ? change : rest;
  });
  const sign = object.reverted === true ? style.added('↺') : style.drift('≠');
  const outcome = object.reverted === true ? style.added('  reverted') : '';
  return [
    `  ${sign} ${style.bold(nameOf(object.id))}  ${style.drift(stateWords[object.state])}${who}${outcome}`,
    // The words for these states say it all.
    ...(object.reason === undefined || object.state === 'missing' || object.state === 'data-lost'
      ? []
      : [`      ${style.dim(wrap(object.reason, widthOf(options) - 8, '      '))}`]),
    ...fieldLines(fields, style, options),
    ...(object.error === undefined
      ? []
      : [`      ${style.error('✗')} ${wrap(object.error, widthOf(options) - 10, '        ')}`]),
  ];
}

export const pauseText = (paused: { until: string; reason: string }, options: TextOptions): string => {
  const past =
    Date.parse(paused.until) <= options.now.getTime() ? ` (ended ${age(paused.until, options.now)})` : '';
  return `  ! paused until ${terminalText(paused.until)}${past}: ${terminalText(paused.reason)}`;
};
