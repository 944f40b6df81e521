import type { ApplyReport, ApplyResult } from '../../apply/types.ts';
import { displayId } from '../../manifests/identity.ts';
import type { PlanCounts } from '../../plan/types.ts';
import { terminalText } from '../plain.ts';
import { done, many, requestsText, seconds, shortCommit } from '../words.ts';
import { faultLines } from './error.ts';
import { type TextOptions, widthOf, wrap } from './layout.ts';
import { nameOf } from './plan.ts';
import { createStyle, type Style } from './style.ts';

/** What each outcome means, in words. */
export const outcomeWords: Record<ApplyResult['outcome'], string> = {
  applied: 'applied',
  unchanged: 'nothing to do',
  recorded: 'nothing to change; the new commit is recorded',
  failed: 'failed',
  refused: 'refused, nothing was written',
  'rolled-back': 'rolled back',
  uninstalled: 'uninstalled',
};

/** What an apply, rollback or uninstall did, for the terminal. Ends in a line break. */
export function applyText(report: ApplyReport, options: TextOptions): string {
  const style = createStyle(options.colour);
  return `${report.results.map((result) => resultLines(result, style, options).join('\n')).join('\n\n')}\n`;
}

/** `3 changed, 1 created`: what was done, by what was done. */
export function doneText({ objects }: ApplyResult): string {
  const counts = new Map<keyof PlanCounts, number>();
  const written = objects.filter(({ outcome, action }) => outcome === 'done' && action !== 'unchanged');
  for (const { action } of written) counts.set(action, (counts.get(action) ?? 0) + 1);
  const failed = objects.filter(({ outcome }) => outcome === 'failed').length;
  const missed = objects.filter(({ outcome }) => outcome === 'not-reached').length;
  return [
    ...[...counts].map(([action, count]) => `${count} ${done[action]}`),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(missed === 0 ? [] : [`${missed} not reached`]),
  ].join(', ');
}

export const isBad = ({ outcome }: ApplyResult): boolean => outcome === 'failed' || outcome === 'refused';

function resultLines(result: ApplyResult, style: Style, options: TextOptions): string[] {
  const { objects, warnings, unhealthy, tombstones, error, others = [] } = result;
  const width = widthOf(options) - 8;
  const failed = objects.filter(({ outcome }) => outcome === 'failed');
  // That objects failed is told with each of them.
  const isTold = error?.code === 'APPLY_FAILED' && failed.length > 0;
  const faults = error === undefined || isTold ? [] : [error, ...others];
  return [
    headline(result, style, options),
    ...objects.flatMap(({ id, warnings: said }) =>
      said.map((text) => style.warn(`  ! ${wrap(`${nameOf(id)}: ${text}`, width, '    ')}`)),
    ),
    ...warnings.map((text) => style.warn(`  ! ${wrap(text, width, '    ')}`)),
    ...failed.flatMap(({ id, error: fault }) => [
      `  ${style.error('✗')} ${style.bold(nameOf(id))}`,
      ...(fault === undefined ? [] : faultLines(fault, style, '      ', width, displayId(id))),
    ]),
    ...unhealthy.map(({ id, message }) =>
      style.warn(`  ! ${wrap(`${nameOf(id)} is not healthy: ${message}`, width, '    ')}`),
    ),
    ...(tombstones.length === 0
      ? []
      : [
          style.warn(
            `  ! ${many(tombstones.length, 'object')} not gone yet: ${tombstones.map(nameOf).join(', ')}`,
          ),
        ]),
    ...faults.flatMap((fault) => faultLines(fault, style, '  ', width)),
  ];
}

function headline(result: ApplyResult, style: Style, options: TextOptions): string {
  const { target, cluster, outcome, revision, commit, stats } = result;
  const where = cluster === undefined ? '' : ` → ${terminalText(cluster)}`;
  const paint = isBad(result) ? style.error : outcome === 'rolled-back' ? style.warn : style.added;
  const what = doneText(result);
  const sent = options.verbose === true ? requestsText(stats.requests) : '';
  return [
    `${style.bold(`${terminalText(target)}${where}`)} · ${paint(outcomeWords[outcome])}`,
    ...(what === '' ? [] : [what]),
    ...(revision === undefined
      ? []
      : [
          isBad(result)
            ? `release ${revision} stays current`
            : `release ${revision} (${shortCommit(commit)})`,
        ]),
    seconds(stats.milliseconds),
    ...(sent === '' ? [] : [sent]),
  ].join(' · ');
}
