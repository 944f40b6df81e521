import { displayId } from '../../manifests/identity.ts';
import { clip } from '../plain.ts';
import { stateWords } from '../terminal/drift.ts';
import type { HistoryReport, StatusReport, TargetStatus } from '../types.ts';
import { age, many, shortCommit } from '../words.ts';
import { escapeMarkdown, inlineCode, tableCell } from './escape.ts';
import { link, type MarkdownOptions } from './options.ts';

const row = (cells: readonly string[]): string => `| ${cells.map(tableCell).join(' | ')} |`;

/** Where the releases stand: a table, and below it what is not well. */
export function statusMarkdown(report: StatusReport, options: MarkdownOptions): string {
  const rows = report.targets.map((status) => row(statusCells(status, options)));
  const notes = report.targets.flatMap((status) => statusNotes(status));
  const head =
    '| target | cluster | release | applied | objects | ready | drifted | checked |\n|---|---|---|---|--:|---|--:|---|';
  return `${[head, ...rows].join('\n')}\n${notes.length === 0 ? '' : `\n${notes.join('\n')}\n`}`;
}

function statusCells(status: TargetStatus, { now }: MarkdownOptions): string[] {
  const { target, cluster, release, objects, ready, unready, drifted, lastCheck } = status;
  const count = unready.length === 0 ? '' : ` (${unready.length})`;
  const readiness = ready === undefined ? 'unknown' : ready ? 'yes' : `no${count}`;
  return [
    `**${escapeMarkdown(target)}**`,
    escapeMarkdown(cluster ?? ''),
    release === undefined
      ? 'none yet'
      : `${release.revision} (${escapeMarkdown(shortCommit(release.commit))})`,
    release === undefined ? '' : escapeMarkdown(age(release.time, now)),
    String(objects),
    readiness,
    String(drifted.length),
    lastCheck === undefined ? 'never' : escapeMarkdown(age(lastCheck, now)),
  ];
}

function statusNotes({ target, pending, paused, unready, drifted }: TargetStatus): string[] {
  const name = `**${escapeMarkdown(target)}**`;
  return [
    ...(pending === undefined
      ? []
      : [
          `- ${name}: the apply of release ${pending.revision} ${pending.phase === 'applying' ? 'is under way' : `stopped (${pending.phase})`}${pending.message === undefined ? '' : `: ${escapeMarkdown(clip(pending.message, 1000))}`}`,
        ]),
    ...(paused === undefined
      ? []
      : [
          `- ${name}: paused until ${escapeMarkdown(paused.until)}: ${escapeMarkdown(clip(paused.reason, 500))}`,
        ]),
    ...unready.map(
      ({ id, message }) => `- ${inlineCode(displayId(id))}: ${escapeMarkdown(clip(message, 500))}`,
    ),
    ...drifted.map(({ id, state }) => `- ${inlineCode(displayId(id))} ${stateWords[state]}`),
  ];
}

/** The kept revisions, a table per target. */
export function historyMarkdown(report: HistoryReport, { now }: MarkdownOptions): string {
  const tables = report.targets.map(({ target, entries }) => {
    const rows = entries.map((entry) => {
      const commit = `${escapeMarkdown(shortCommit(entry.commit))}${entry.dirty === true ? ' with uncommitted changes' : ''}`;
      return row([
        entry.current ? `**${entry.revision}**` : String(entry.revision),
        link(entry.runUrl, commit),
        escapeMarkdown(age(entry.time, now)),
        many(entry.objects, 'object'),
        escapeMarkdown(entry.actor ?? ''),
      ]);
    });
    const head = '| revision | commit | applied | objects | by |\n|--:|---|---|--:|---|';
    return [`**${escapeMarkdown(target)}**\n`, head, ...rows].join('\n');
  });
  return `${tables.join('\n\n')}\n`;
}
