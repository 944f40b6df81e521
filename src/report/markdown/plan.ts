import type { Finding, ObjectPlan, Plan, TargetPlan } from '../../plan/types.ts';
import { bySection, type Section } from '../fields.ts';
import { clip } from '../plain.ts';
import { isQuiet, many, number, planWords, seconds, shortCommit, shortHash } from '../words.ts';
import { alerts } from './alerts.ts';
import { escapeMarkdown, htmlCode, htmlText, inlineCode, tableCell } from './escape.ts';
import { always, type Loss, optional, type Piece, utf8, utf16, withinLimit } from './limit.ts';
import { marker } from './marker.ts';
import { objectPiece } from './object.ts';
import { commentLimit, link, type MarkdownOptions, placeHtml, summaryLimit } from './options.ts';

/** The plan as the sticky comment of a pull request: the first lines tell whether to worry. */
export function planMarkdown(plan: Plan, options: MarkdownOptions): string {
  return withinLimit(planPieces(plan, options), options.limit ?? commentLimit, utf16, leftOut);
}

/** The same for a step's summary, without the hidden line: at most 1 MiB of UTF-8. */
export function summaryMarkdown(plan: Plan, options: MarkdownOptions): string {
  const pieces = planPieces(plan, { ...options, marker: false });
  return withinLimit(pieces, options.limit ?? summaryLimit, utf8, leftOut);
}

export function planPieces(plan: Plan, options: MarkdownOptions): Piece[] {
  const head = options.head ?? plan.targets[0]?.source.commit ?? '';
  const { state = 'planned', label = 'default' } = options;
  const first =
    options.marker === false
      ? []
      : [always(marker({ v: 1, label: clip(label, 100), plan: plan.hash, head: clip(head, 64), state }))];
  const calm = plan.targets.every(isSilent);
  const title = `${head === '' ? '' : ` for ${inlineCode(head.slice(0, 7))}`}`;
  if (calm && state === 'planned') {
    const total = plan.targets.reduce((sum, target) => sum + target.total, 0);
    const against = plan.targets.length === 1 ? `, ${escapeMarkdown(comparedWith(plan.targets[0]))}` : '';
    const text = `**Plumbline plan${title}: nothing changes** · ${many(total, 'object')} in ${many(plan.targets.length, 'target')}${against} · plan ${inlineCode(shortHash(plan.hash))}`;
    return [...first, always(text)];
  }
  const counts = planWords(plan.targets);
  const verb = state === 'applying' ? 'Plumbline is applying' : 'Plumbline plan';
  return [
    ...first,
    always(
      `### ${verb}${title}: ${plan.targets.length === 1 ? '' : `${many(plan.targets.length, 'target')}, `}${counts}\n`,
    ),
    ...plan.targets.flatMap(alerts),
    ...reassurance(plan.targets),
    ...table(plan.targets),
    ...plan.targets.flatMap((target) => targetPieces(target, options)),
    always(footer(plan, options)),
  ];
}

const isSilent = (target: TargetPlan): boolean =>
  target.objects.length === 0 &&
  target.findings.length + target.notAsked.length + target.risks.length + target.refusals.length === 0;

/**
 * One line where there is nothing to worry about, so that its absence says something. Only a server that was
 * asked about every object knows: it alone can tell what must be replaced and what drifted.
 */
function reassurance(targets: readonly TargetPlan[]): Piece[] {
  const objects = targets.flatMap((target) => target.objects);
  if (targets.some(({ base, refusals, risks }) => base !== undefined || refusals.length + risks.length > 0))
    return [];
  const worries = objects.some(
    ({ action, risks, error, effectNotAsked }) =>
      action === 'replace' ||
      error !== undefined ||
      effectNotAsked !== undefined ||
      risks.some(({ kind }) => kind !== 'pods-restart'),
  );
  if (worries || objects.some(({ action }) => action === 'delete')) return [];
  const restarts = objects.filter(({ risks }) => risks.some(({ kind }) => kind === 'pods-restart')).length;
  const pods = restarts === 0 ? 'no pods restart' : `the pods of ${many(restarts, 'object')} restart`;
  return [always(`Nothing is deleted or replaced; ${pods}.\n`)];
}

function table(targets: readonly TargetPlan[]): Piece[] {
  const cell = (count: number): string => (count === 0 ? '–' : number(count));
  const header =
    '| target | cluster | create | change | delete | drift to revert | checked |\n|---|---|--:|--:|--:|--:|---|';
  const rows = targets.map((target) => {
    const { counts, objects } = target;
    const drifted = objects.filter(
      ({ fields, action }) => action === 'restore' || fields.some(({ causes }) => causes.includes('drift')),
    ).length;
    const columns = [
      `**${escapeMarkdown(target.target)}**`,
      target.cluster === undefined ? 'none asked' : escapeMarkdown(target.cluster),
      cell(counts.create + counts.adopt),
      cell(counts.update + counts.replace),
      cell(counts.delete + counts.forget),
      cell(drifted),
      checkedText(target),
    ];
    return optional(`| ${columns.map(tableCell).join(' | ')} |`, 'notes');
  });
  return [always(header), ...rows];
}

function checkedText(target: TargetPlan): string {
  const { base, total, stats } = target;
  if (base !== undefined) return `Git against ${htmlCode(clip(base, 40))}, ${many(total, 'object')}`;
  const nothing = isQuiet(target) ? 'nothing changes; ' : '';
  const asked = (stats.requests.DRYRUN ?? 0) > 0 ? 'server dry run, ' : '';
  return `${nothing}${asked}${many(total, 'object')} in ${seconds(stats.milliseconds)}`;
}

const titles: Record<Section, string> = {
  change: 'what this change does',
  unapplied: 'merged before, not applied yet',
  drift: 'drift that applying reverts',
};

function targetPieces(target: TargetPlan, options: MarkdownOptions): Piece[] {
  const sections = bySection(target.objects);
  const name = escapeMarkdown(target.target);
  const since =
    target.release === undefined
      ? ''
      : ` — the cluster was changed since ${inlineCode(shortCommit(target.release.commit))}`;
  const shown = (['change', 'unapplied', 'drift'] as const).filter((section) => sections[section].length > 0);
  return [
    ...shown.flatMap((section) => [
      optional(`\n**${name}: ${titles[section]}**${section === 'drift' ? since : ''}\n`, 'notes'),
      ...sections[section].map((object: ObjectPlan) =>
        objectPiece(object, options, section === 'drift' && sections.drift.length <= 3),
      ),
    ]),
    ...notes(target, options),
  ];
}

function notes(target: TargetPlan, options: MarkdownOptions): Piece[] {
  const { findings, notAsked } = target;
  if (findings.length + notAsked.length === 0) return [];
  return [
    optional(`\n**${escapeMarkdown(target.target)}: to note**\n`, 'notes'),
    ...findings.map((finding) => optional(findingLine(finding, options), 'notes')),
    ...notAsked.map((text) => optional(`- not asked: ${escapeMarkdown(clip(text, 1000))}`, 'notes')),
  ];
}

const icons = { error: '❌', warning: '⚠️', info: 'ℹ️' };

function findingLine(finding: Finding, options: MarkdownOptions): string {
  const { severity, code, message, object, place, remedy } = finding;
  const where = place === undefined ? '' : `${placeHtml(place, options)} `;
  const about = object === undefined ? '' : `${inlineCode(object)}: `;
  const help = remedy === undefined ? '' : ` ${escapeMarkdown(clip(remedy, 500))}`;
  return `- ${icons[severity]} ${where}${about}${escapeMarkdown(clip(message, 1000))} (${inlineCode(code)}).${help}`;
}

const comparedWith = (target: TargetPlan | undefined): string =>
  target === undefined
    ? ''
    : target.base !== undefined
      ? `compared with ${target.base} in Git`
      : target.release === undefined
        ? 'nothing applied yet'
        : `compared with release ${target.release.revision} of commit ${shortCommit(target.release.commit)}`;

export function footer(plan: Plan, options: MarkdownOptions): string {
  const compared = plan.targets
    .slice(0, 10)
    .map((target) =>
      htmlText(
        clip(
          plan.targets.length === 1 ? comparedWith(target) : `${target.target}: ${comparedWith(target)}`,
          200,
        ),
      ),
    );
  const links = linkList(options);
  return `\n<p><sub>${[...compared, `plan ${htmlCode(shortHash(plan.hash))}`, ...links].join(' · ')}</sub></p>`;
}

export function linkList({ links }: MarkdownOptions): string[] {
  return [
    ...(links?.run === undefined ? [] : [link(links.run, 'run')]),
    ...(links?.report === undefined ? [] : [link(links.report, 'full report')]),
  ];
}

const lossWords: Record<Loss, string> = {
  effects: 'what the API server adds to {}',
  'details of creations': 'the details of {} to be made',
  details: 'the changed fields of {}',
  objects: '{} altogether',
  notes: '{n} notes',
  excerpts: 'the lines that {n} errors are about',
  'warnings in full': 'the wording of {n} warnings',
  warnings: '{n} warnings',
  errors: '{n} errors',
};

/** `Left out to fit: …`, so that nobody takes the comment for the whole. */
export function leftOut(left: Map<Loss, number>): string {
  const parts = [...left].map(([loss, count]) =>
    lossWords[loss].replace('{}', many(count, 'object')).replace('{n}', number(count)),
  );
  return `\n<p><sub>Left out, for want of room: ${parts.join('; ')}. <code>plumbline plan</code> shows all.</sub></p>`;
}
