import type { ApplyReport, ApplyResult, ObjectResult } from '../../apply/types.ts';
import { displayId, idKey } from '../../manifests/identity.ts';
import { clip } from '../plain.ts';
import { doneText, isBad, outcomeWords } from '../terminal/apply.ts';
import { done, many, seconds, shortCommit, shortHash } from '../words.ts';
import { alert, faultText } from './alerts.ts';
import { escapeMarkdown, htmlCode, inlineCode, tableCell } from './escape.ts';
import { always, optional, type Piece, utf8, utf16, withinLimit } from './limit.ts';
import { marker } from './marker.ts';
import { objectPiece } from './object.ts';
import { commentLimit, type MarkdownOptions, summaryLimit } from './options.ts';
import { leftOut, linkList } from './plan.ts';

export interface ApplyMarkdownOptions extends MarkdownOptions {
  /** The hash of the plan that the comment showed before. */
  previewed?: string;
  /** The hash of the plan that was applied, over all targets; default that of the only target. */
  hash?: string;
}

/** What really happened, in the place of the plan: the same comment after the merge, or without marker a summary. */
export function applyMarkdown(report: ApplyReport, options: ApplyMarkdownOptions): string {
  const pieces = applyPieces(report, options);
  return options.marker === false
    ? withinLimit(pieces, options.limit ?? summaryLimit, utf8, leftOut)
    : withinLimit(pieces, options.limit ?? commentLimit, utf16, leftOut);
}

function applyPieces(report: ApplyReport, options: ApplyMarkdownOptions): Piece[] {
  const { results } = report;
  const bad = results.filter(isBad);
  const head = options.head ?? results[0]?.commit ?? '';
  const hash = options.hash ?? results.find(({ plan }) => plan !== undefined)?.plan?.hash ?? '';
  const state = options.state ?? (bad.length > 0 ? 'failed' : 'applied');
  const name = head === '' ? '' : ` ${inlineCode(head.slice(0, 7))}`;
  const title =
    bad.length > 0
      ? `### ❌ Plumbline could not apply${name}: ${bad.length} of ${many(results.length, 'target')} failed`
      : `### ✅ Plumbline applied${name}${summary(results)}`;
  const { label = 'default', previewed } = options;
  const plan = hash === '' ? [] : [`plan ${htmlCode(shortHash(hash))}`];
  const differs = previewed !== undefined && hash !== '' && previewed !== hash;
  return [
    ...(options.marker === false
      ? []
      : [always(marker({ v: 1, label: clip(label, 100), plan: hash, head: clip(head, 64), state }))]),
    always(`${title}\n`),
    ...(differs ? [always(alert('WARNING', [changed(previewed, hash)]))] : []),
    ...results.flatMap(failures),
    ...table(results),
    ...results.flatMap((result) => detailsOf(result, { ...options, state })),
    always(`\n<p><sub>${[...plan, ...linkList(options)].join(' · ')}</sub></p>`),
  ];
}

const changed = (previewed: string, hash: string): string =>
  `The plan had changed since it was shown here: ${inlineCode(shortHash(previewed))} was shown, ${inlineCode(shortHash(hash))} was applied.`;

function summary(results: readonly ApplyResult[]): string {
  const [only, ...others] = results;
  if (only === undefined) return '';
  if (others.length > 0) return `: ${many(results.length, 'target')}`;
  return `: ${doneText(only) || outcomeWords[only.outcome]}`;
}

const most = 20;

function failures(result: ApplyResult): Piece[] {
  const { target, error, others = [], objects, unhealthy } = result;
  const failed = objects.filter(({ outcome }) => outcome === 'failed');
  if (error === undefined && failed.length + unhealthy.length === 0) return [];
  const lines = [
    ...others.slice(0, most).map(faultText),
    ...failed
      .slice(0, most)
      .map(({ id, error: fault }) =>
        fault === undefined ? inlineCode(displayId(id)) : faultText({ ...fault, object: displayId(id) }),
      ),
    ...unhealthy
      .slice(0, most)
      .map(
        ({ id, message }) =>
          `${inlineCode(displayId(id))} is not healthy: ${escapeMarkdown(clip(message, 400))}`,
      ),
  ];
  const head = `**${escapeMarkdown(target)}**: ${error === undefined ? outcomeWords[result.outcome] : faultText(error)}`;
  const full = alert(isBad(result) ? 'CAUTION' : 'WARNING', [
    head,
    ...(lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')]),
  ]);
  return [{ texts: [full, alert('CAUTION', [head]), ''], gives: ['warnings in full', 'warnings'] }];
}

function table(results: readonly ApplyResult[]): Piece[] {
  const rows = results.map((result) => {
    const { target, cluster, outcome, revision, commit, stats, tombstones } = result;
    const gone = tombstones.length === 0 ? '' : `, ${tombstones.length} not gone yet`;
    const cells = [
      `**${escapeMarkdown(target)}**`,
      escapeMarkdown(cluster ?? ''),
      `${isBad(result) ? '❌ ' : ''}${outcomeWords[outcome]}`,
      `${doneText(result) || '–'}${gone}`,
      revision === undefined
        ? '–'
        : isBad(result)
          ? `${revision} stays`
          : `${revision} (${escapeMarkdown(shortCommit(commit))})`,
      seconds(stats.milliseconds),
    ];
    return optional(`| ${cells.map(tableCell).join(' | ')} |`, 'notes');
  });
  return [
    always('| target | cluster | outcome | objects | release | time |\n|---|---|---|---|---|--:|'),
    ...rows,
  ];
}

/** What was written, as the plan described it; without a plan, a list. */
function detailsOf(result: ApplyResult, options: MarkdownOptions): Piece[] {
  const { target, plan, objects, warnings } = result;
  const said = [
    ...warnings.map((text) => `- ⚠️ ${escapeMarkdown(clip(text, 1000))}`),
    ...objects.flatMap(({ id, warnings: own }) =>
      own.map((text) => `- ⚠️ ${inlineCode(displayId(id))}: ${escapeMarkdown(clip(text, 1000))}`),
    ),
  ];
  const planned = new Map(plan?.objects.map((object) => [idKey(object.id), object]));
  const written = objects.filter(({ action }) => action !== 'unchanged');
  if (written.length + said.length === 0) return [];
  return [
    optional(`\n**${escapeMarkdown(target)}: what was done**\n`, 'notes'),
    ...written.map((object) => {
      const known = object.outcome === 'done' ? planned.get(idKey(object.id)) : undefined;
      return known === undefined ? optional(resultLine(object), 'objects') : objectPiece(known, options);
    }),
    ...(said.length === 0 ? [] : [optional(`${said.join('\n')}\n`, 'notes')]),
  ];
}

function resultLine({ id, action, outcome, error }: ObjectResult): string {
  const what = outcome === 'done' ? done[action] : outcome === 'failed' ? '❌ failed' : 'not reached';
  const code = error === undefined ? '' : ` (${error.code.replaceAll('_', '\\_')})`;
  return `- ${inlineCode(displayId(id))} ${what}${code}`;
}
