import { terminalText } from '../plain.ts';
import type { HistoryReport, StatusReport, TargetHistory, TargetStatus } from '../types.ts';
import { age, many, shortCommit } from '../words.ts';
import { pauseText, stateWords } from './drift.ts';
import { columns, pad, type TextOptions, widthOf, wrap } from './layout.ts';
import { nameOf } from './plan.ts';
import { createStyle, type Style } from './style.ts';

/** Where the releases stand, for the terminal. Ends in a line break. */
export function statusText(report: StatusReport, options: TextOptions): string {
  const style = createStyle(options.colour);
  return `${report.targets.map((target) => statusLines(target, style, options).join('\n')).join('\n\n')}\n`;
}

function statusLines(status: TargetStatus, style: Style, options: TextOptions): string[] {
  const { release, pending, paused, drifted, reverted, unready, lastCheck } = status;
  const head = style.bold(title(status));
  if (release === undefined && pending === undefined) return [`${head} · not applied yet`];
  const width = widthOf(options) - 6;
  const when = (time: string): string =>
    terminalText(options.verbose === true ? time : age(time, options.now));
  const by = release?.actor === undefined ? '' : ` by ${terminalText(release.actor)}`;
  const checked = lastCheck === undefined ? 'drift not checked yet' : `drift checked ${when(lastCheck)}`;
  return [
    [
      head,
      ...(release === undefined
        ? []
        : [
            `release ${release.revision} (${shortCommit(release.commit)})`,
            `applied ${when(release.time)}${by}`,
          ]),
      many(status.objects, 'object'),
      readiness(status, style),
      drifted.length > 0 ? style.drift(`${drifted.length} drifted, ${checked}`) : checked,
      ...(reverted > 0 ? [`${reverted} reverted`] : []),
    ].join(' · '),
    ...(pending === undefined ? [] : [style.warn(`  ${wrap(pendingText(pending), width, '    ')}`)]),
    ...(paused === undefined ? [] : [style.warn(pauseText(paused, options))]),
    ...unready.map(({ id, message }) =>
      style.warn(`  ! ${wrap(`${nameOf(id)}: ${message}`, width, '    ')}`),
    ),
    ...drifted.map(({ id, state }) => `  ${style.drift('≠')} ${nameOf(id)}  ${stateWords[state]}`),
  ];
}

const title = ({ target, cluster }: { target: string; cluster?: string }): string =>
  cluster === undefined ? terminalText(target) : `${terminalText(target)} → ${terminalText(cluster)}`;

function readiness({ ready, unready }: TargetStatus, style: Style): string {
  if (ready === undefined) return style.dim('readiness unknown');
  if (ready) return style.added('ready');
  return style.warn(unready.length === 0 ? 'not ready' : `${unready.length} not ready`);
}

function pendingText({ revision, commit, phase, message }: NonNullable<TargetStatus['pending']>): string {
  const state = phase === 'applying' ? 'is under way' : `stopped: ${phase}`;
  return `! the apply of release ${revision} (${shortCommit(commit)}) ${state}${message === undefined ? '' : `: ${message}`}`;
}

/** The kept revisions as a table, newest first. Ends in a line break. */
export function historyText(report: HistoryReport, options: TextOptions): string {
  const style = createStyle(options.colour);
  return `${report.targets.map((target) => historyLines(target, style, options).join('\n')).join('\n\n')}\n`;
}

function historyLines(history: TargetHistory, style: Style, options: TextOptions): string[] {
  const head = style.bold(title(history));
  if (history.entries.length === 0) return [`${head} · no revisions`];
  const rows = history.entries.map((entry) => [
    `${entry.current ? '*' : ' '} ${entry.revision}`,
    `${shortCommit(entry.commit)}${entry.dirty === true ? ' +uncommitted' : ''}`,
    terminalText(options.verbose === true ? entry.time : age(entry.time, options.now)),
    many(entry.objects, 'object'),
    terminalText(entry.actor ?? ''),
    options.verbose === true ? terminalText(entry.runUrl ?? '') : '',
  ]);
  const widths = [0, 1, 2, 3, 4, 5].map((index) => Math.max(...rows.map((row) => columns(row[index] ?? ''))));
  return [
    head,
    ...rows.map((row, index) => {
      const line = `  ${row.map((cell, at) => pad(cell, widths[at] ?? 0)).join('  ')}`.trimEnd();
      return history.entries[index]?.current === true ? style.bold(line) : line;
    }),
  ];
}
