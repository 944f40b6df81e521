import type { DriftReport, ObjectDrift, TargetDrift } from '../../drift/types.ts';
import { displayId } from '../../manifests/identity.ts';
import { differingFields } from '../fields.ts';
import { clip } from '../plain.ts';
import { driftCounts, stateWords } from '../terminal/drift.ts';
import { authorText, many, seconds, shortCommit } from '../words.ts';
import { alert } from './alerts.ts';
import { escapeMarkdown, htmlCode, htmlText, inlineCode } from './escape.ts';
import { always, optional, type Piece, utf8, withinLimit } from './limit.ts';
import { details, diffBlock } from './object.ts';
import { type MarkdownOptions, summaryLimit } from './options.ts';
import { leftOut, linkList } from './plan.ts';

/** A drift report for a step's summary or an issue: at most 1 MiB of UTF-8, unless a limit is given. */
export function driftMarkdown(report: DriftReport, options: MarkdownOptions): string {
  const drifted = report.targets.reduce((sum, { objects }) => sum + objects.length, 0);
  const title = drifted === 0 ? 'no drift' : `${many(drifted, 'object')} drifted`;
  const links = linkList(options);
  const pieces = [
    always(`### Plumbline drift check: ${title}\n`),
    ...report.targets.flatMap((target) => targetPieces(target, options)),
    ...(links.length === 0 ? [] : [always(`\n<p><sub>${links.join(' · ')}</sub></p>`)]),
  ];
  return withinLimit(pieces, options.limit ?? summaryLimit, utf8, leftOut);
}

function targetPieces(target: TargetDrift, options: MarkdownOptions): Piece[] {
  const { release, checked, stats, paused, foreign, notAsked, cluster } = target;
  const counts = driftCounts(target);
  const where = cluster === undefined ? '' : ` in ${escapeMarkdown(cluster)}`;
  const head = `**${escapeMarkdown(target.target)}**${where}: ${counts === '' ? 'none drifted' : counts} · ${many(checked, 'object')} checked against release ${release.revision} (${escapeMarkdown(shortCommit(release.commit))}) in ${seconds(stats.milliseconds)}`;
  const pause =
    paused === undefined
      ? []
      : [
          alert('NOTE', [
            `Paused until ${escapeMarkdown(paused.until)}: ${escapeMarkdown(clip(paused.reason, 500))}`,
          ]),
        ];
  return [
    optional(`${head}\n`, 'notes'),
    ...pause.map((text) => optional(text, 'notes')),
    ...target.objects.map((object) => objectPiece(object, options)),
    ...foreign.map(({ id, path, by }) => {
      const what = `${inlineCode(displayId(id))}: ${inlineCode(clip(path, 300))} was added`;
      return optional(`- ⚠️ ${what}, ${escapeMarkdown(authorText(by, options.now))}`, 'notes');
    }),
    ...notAsked.map((text) => optional(`- not asked: ${escapeMarkdown(clip(text, 1000))}`, 'notes')),
  ];
}

function objectPiece(object: ObjectDrift, { now }: MarkdownOptions): Piece {
  const { id, state, by, reverted, reason, error } = object;
  const head = [
    `<b>${reverted === true ? '↺' : '≠'}</b> ${htmlText(id.kind)} ${htmlCode(displayId(id).slice(id.kind.length + 1))}`,
    stateWords[state],
    ...(by === undefined ? [] : [htmlText(authorText(by, now))]),
    ...(reverted === true ? ['<b>reverted</b>'] : []),
    ...(error === undefined ? [] : ['❌']),
  ].join(' · ');
  const body = [
    ...(reason === undefined || state === 'missing' ? [] : [escapeMarkdown(reason)]),
    diffBlock(differingFields(object), false),
    ...(error === undefined ? [] : [`❌ ${escapeMarkdown(clip(error, 2000))}`]),
  ];
  return { texts: [details(head, body), details(head, []), ''], gives: ['details', 'objects'] };
}
