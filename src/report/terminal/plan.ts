import type { ErrorView } from '../../errors/error.ts';
import { displayId } from '../../manifests/identity.ts';
import type { Finding, ObjectPlan, Plan, TargetPlan } from '../../plan/types.ts';
import { bySection, type Section } from '../fields.ts';
import { terminalText } from '../plain.ts';
import {
  hooksRun,
  isQuiet,
  many,
  number,
  planWords,
  requestsText,
  seconds,
  shortCommit,
  shortHash,
  touched,
} from '../words.ts';
import { faultLines } from './error.ts';
import { columns, placeText, type TextOptions, widthOf, wrap } from './layout.ts';
import { objectLines, objectName } from './object.ts';
import { createStyle, type Style } from './style.ts';

/** A plan for the terminal: one block per target, the totals last. Ends in a line break. */
export function planText(plan: Plan, options: TextOptions): string {
  const style = createStyle(options.colour);
  const blocks = plan.targets.map((target) => targetLines(target, style, options).join('\n'));
  const [only, ...others] = plan.targets;
  const counts = planWords(plan.targets);
  const total =
    only === undefined || others.length === 0
      ? []
      : [`${many(plan.targets.length, 'target')}: ${style.bold(counts)} · plan ${shortHash(plan.hash)}`];
  // Targets in which nothing happens are one line each, and need no space between them.
  const text = blocks.reduce((before, block, index) => {
    const close = !block.includes('\n') && !(blocks[index - 1] ?? '\n').includes('\n');
    return index === 0 ? block : `${before}${close ? '\n' : '\n\n'}${block}`;
  }, '');
  return `${[text, ...total].join('\n\n')}\n`;
}

function targetLines(target: TargetPlan, style: Style, options: TextOptions): string[] {
  const head = headline(target, style);
  const { objects, reasons } = options.verbose === true ? { ...target, reasons: [] } : gathered(target);
  const notes = [
    ...reasons.map((text) => style.dim(`  ${wrap(text, widthOf(options) - 6, '    ')}`)),
    ...noteLines(target, style, options),
  ];
  if (target.objects.length === 0 && notes.length === 0) {
    return [`${head}, nothing changes · ${seconds(target.stats.milliseconds)}`];
  }
  return [
    `${head}, ${whatHappens(target)}`,
    ...sectionLines({ ...target, objects }, style, options),
    ...(notes.length === 0 ? [] : ['', ...notes]),
    '',
    lastLine(target, style, options),
  ];
}

function whatHappens(target: TargetPlan): string {
  const count = touched(target);
  if (count > 0) return `${number(count)} ${count === 1 ? 'differs' : 'differ'}`;
  return isQuiet(target) ? 'nothing changes' : `${many(hooksRun(target), 'hook')} to run`;
}

/** `shop → production · release 41 (9b1c04e) · 118 objects`: what is compared with what. */
function headline(target: TargetPlan, style: Style): string {
  const { release, base, cluster } = target;
  const where = cluster === undefined ? '' : ` → ${terminalText(cluster)}`;
  const against =
    base !== undefined
      ? `against ${terminalText(base)} from Git, no cluster asked`
      : release === undefined
        ? 'first apply'
        : `release ${release.revision} (${shortCommit(release.commit)})`;
  const pending = release?.pending === undefined ? '' : style.warn(`, an apply stopped: ${release.pending}`);
  const name = style.bold(`${terminalText(target.target)}${where}`);
  return `${name} · ${against}${pending} · ${many(target.total, 'object')}`;
}

// From here on a reason is said once for all, not with each object.
const manyAlike = 4;

/** The objects without the reason for which many of them could not be asked about, and that reason, said once. */
function gathered({ objects }: TargetPlan): { objects: ObjectPlan[]; reasons: string[] } {
  const groups = Map.groupBy(objects, ({ effectNotAsked }) => effectNotAsked);
  const common = [...groups].filter(([why, group]) => why !== undefined && group.length >= manyAlike);
  const reasons = common.map(([why, group]) => `effect not asked of ${group.length} objects: ${why}`);
  const said = new Set(common.map(([why]) => why));
  return {
    reasons,
    objects: objects.map((object) => {
      const { effectNotAsked, ...rest } = object;
      return said.has(effectNotAsked) ? rest : object;
    }),
  };
}

function sectionLines(target: TargetPlan, style: Style, options: TextOptions): string[] {
  const sections = bySection(target.objects);
  const since = target.release === undefined ? '' : ` since ${shortCommit(target.release.commit)}`;
  const titles: Record<Section, string> = {
    change: 'what this commit changes',
    unapplied: 'merged before, not applied yet',
    drift: `drift${since}: reverted by this apply`,
  };
  const widest = Math.floor(widthOf(options) * 0.6);
  const nameWidth = Math.min(widest, Math.max(0, ...target.objects.map((one) => columns(objectName(one)))));
  const filled = (['change', 'unapplied', 'drift'] as const).filter((name) => sections[name].length > 0);
  return filled.flatMap((section) => [
    '',
    ...(filled.length > 1 || section !== 'change' ? [` ${style.dim(titles[section])}`] : []),
    ...sections[section].flatMap((object) => objectLines(object, nameWidth, style, options)),
  ]);
}

function noteLines(target: TargetPlan, style: Style, options: TextOptions): string[] {
  const width = widthOf(options) - 6;
  return [
    ...target.risks.map(({ message }) => style.warn(`  ! ${wrap(message, width, '    ')}`)),
    ...target.findings.flatMap((finding) => findingLines(finding, style, width)),
    ...target.notAsked.map((text) => style.dim(`  not asked: ${wrap(text, width, '    ')}`)),
    ...(target.refusals.length === 0 ? [] : [style.error('  applying is refused as things stand:')]),
    ...target.refusals.flatMap((refusal) => refusalLines(refusal, target, style, width)),
    ...consentLines(target, style),
  ];
}

/** The remedy of a missing consent is the line to add, which follows on a line of its own. */
function refusalLines(refusal: ErrorView, { objects }: TargetPlan, style: Style, width: number): string[] {
  const { remedy: _remedy, ...rest } = refusal;
  const isConsent = refusal.code === 'CONSENT_REQUIRED' && missingConsents(objects).length > 0;
  return faultLines(isConsent ? rest : refusal, style, '    ', width);
}

function consentLines({ objects, target }: TargetPlan, style: Style): string[] {
  const entries = missingConsents(objects).map(terminalText);
  if (entries.length === 0) return [];
  return [
    `  to agree, add to target ${terminalText(target)} in plumbline.yaml:`,
    `      ${style.bold(`allowDestroy: [${entries.join(', ')}]`)}`,
  ];
}

export const missingConsents = (objects: readonly ObjectPlan[]): string[] =>
  objects.flatMap(({ consent }) => (consent === undefined || consent.given ? [] : [consent.entry]));

export function findingLines(finding: Finding, style: Style, width: number): string[] {
  const paint = { error: style.error, warning: style.warn, info: style.dim }[finding.severity];
  const place = finding.place === undefined ? '' : `${placeText(finding.place)} `;
  const object = finding.object === undefined ? '' : `${finding.object}: `;
  const remedy = finding.remedy === undefined ? [] : [`    remedy: ${wrap(finding.remedy, width, '      ')}`];
  const text = wrap(`${place}${object}${finding.message}`, width, '    ');
  return [`  ${paint(finding.severity)} ${text} ${style.dim(`(${terminalText(finding.code)})`)}`, ...remedy];
}

function lastLine(target: TargetPlan, style: Style, options: TextOptions): string {
  const { milliseconds, requests } = target.stats;
  const sent = options.verbose === true ? requestsText(requests) : '';
  return [
    style.bold(planWords([target])),
    `plan ${shortHash(target.hash)}`,
    seconds(milliseconds),
    ...(sent === '' ? [] : [sent]),
  ].join(' · ');
}

export const nameOf = (id: Parameters<typeof displayId>[0]): string => terminalText(displayId(id));
