import type { Place } from '../../errors/error.ts';
import type { FieldChange, ObjectPlan } from '../../plan/types.ts';
import { mainFacts } from '../facts.ts';
import { effectText, ends, groupFields, isMade, pathSteps, shownFields, soleAuthor } from '../fields.ts';
import { clip, plainText } from '../plain.ts';
import { blockLines, isBlock, valueText } from '../values.ts';
import { authorText, many, signs } from '../words.ts';
import { escapeMarkdown, fence, htmlCode, htmlText, inlineCode } from './escape.ts';
import type { Loss, Piece } from './limit.ts';
import { type MarkdownOptions, placeHtml } from './options.ts';

// More of one object is read elsewhere: in the JSON, or in a terminal with -v.
const longestBody = 300;
const longestLine = 1000;

/** One object as a collapsed block: first in full, then without what the server adds, then its line alone. */
export function objectPiece(object: ObjectPlan, options: MarkdownOptions, open = false): Piece {
  const head = summaryLine(object, options);
  const effects = groupFields(shownFields(object)).effect;
  const effect = htmlText(effectText(effects) ?? '');
  const body = bodyOf(object, options);
  const [full, brief] =
    effects.length === 0
      ? [[], []]
      : [[details(effect, [diffBlock(effects, true)]).trimEnd()], [`<p><sub>${effect}</sub></p>`]];
  const steps: { text: string; gives: Loss }[] = [
    { text: details(head, [...body, ...full], open), gives: 'effects' },
    {
      text: details(head, [...body, ...brief], open),
      gives: isMade(object) ? 'details of creations' : 'details',
    },
    { text: details(head, []), gives: 'objects' },
  ];
  // A step that would change nothing is none.
  const kept = steps.filter(({ text }, index) => text !== steps[index + 1]?.text);
  return { texts: [...kept.map(({ text }) => text), ''], gives: kept.map(({ gives }) => gives) };
}

/** `<details>` with a blank line round its Markdown; without a body a line in an HTML block of its own. */
export function details(summary: string, body: readonly string[], open = false): string {
  const filled = body.filter((block) => block !== '');
  if (filled.length === 0) return `<p>${summary}</p>\n`;
  const tag = open ? '<details open>' : '<details>';
  return `${tag}<summary>${summary}</summary>\n\n${filled.join('\n\n')}\n</details>\n`;
}

function summaryLine(object: ObjectPlan, options: MarkdownOptions): string {
  const { id, action, source, consent, risks, error } = object;
  const { change, unapplied, drift } = groupFields(shownFields(object));
  const count = change.length + unapplied.length + drift.length;
  const facts = isMade(object) ? mainFacts(object).join(' · ') : '';
  const [only] = drift;
  const where = id.namespace === undefined ? id.name : `${id.namespace}/${id.name}`;
  return [
    `<b>${signs[action] === '-' ? '−' : signs[action]}</b> ${htmlText(id.kind)} ${htmlCode(where)}`,
    ...(error === undefined ? [] : [`❌ <b>${error.code}</b>`]),
    ...(action === 'replace' ? ['<b>deleted and created again</b>'] : []),
    ...(facts === '' ? [] : [htmlText(clip(facts, 160))]),
    ...(!isMade(object) && count > 0 && !(action === 'restore' && count === 1) ? [many(count, 'field')] : []),
    ...(action === 'restore' && count === 1 && only !== undefined ? [driftLine(only, options)] : []),
    ...(change.length > 0 && drift.length > 0 ? ['drifted too'] : []),
    ...risks.map(({ message }) => htmlText(clip(message, 160))),
    ...(consent === undefined ? [] : [consent.given ? 'consent given' : '<b>needs consent</b>']),
    ...placeOf(source, options),
  ].join(' · ');
}

const placeOf = (source: Place | undefined, options: MarkdownOptions): string[] =>
  source === undefined ? [] : [placeHtml(source, options)];

function driftLine(change: FieldChange, { now }: MarkdownOptions): string {
  const { before, after } = ends(change);
  const values = isBlock(change)
    ? 'differs'
    : htmlText(
        `${clip(valueText(before, change.sensitive), 60)} → ${clip(valueText(after, change.sensitive), 60)}`,
      );
  const who = change.by === undefined ? '' : `, ${htmlText(authorText(change.by, now))}`;
  return `${htmlCode(clip(change.path, 120))} ${values}${who}`;
}

function bodyOf(object: ObjectPlan, options: MarkdownOptions): string[] {
  const fields = shownFields(object);
  const { change, unapplied, drift, left } = groupFields(fields);
  const isMixed = change.length > 0 && unapplied.length + drift.length > 0;
  const mixed = change.filter(({ causes }) => causes.includes('drift'));
  return [
    ...(object.reason === undefined ? [] : [escapeMarkdown(object.reason)]),
    diffBlock(change, isMade(object)),
    ...mixed.map((one) => `${inlineCode(one.path)} had drifted${was(one)}${who(one, options)}.`),
    ...(isMixed && unapplied.length > 0 ? ['Merged before, not applied yet:'] : []),
    diffBlock(unapplied, false),
    ...(isMixed && drift.length > 0 ? ['Drift, reverted with it:'] : []),
    diffBlock(drift, isMade(object)),
    ...(drift.length === 0 ? [] : [whoDrifted(drift, options)]),
    ...left.map(
      (one) => `${inlineCode(one.path)} leaves Git and is left to ${inlineCode(one.leftTo ?? '')}.`,
    ),
    ...object.warnings.map((text) => `⚠️ The API server warns: ${escapeMarkdown(clip(text, 1000))}`),
    ...(object.error === undefined
      ? []
      : [
          `❌ **The API server refuses it** (${object.error.code}): ${escapeMarkdown(clip(object.error.message, 2000))}`,
          ...(object.error.remedy === undefined ? [] : [`*Remedy:* ${escapeMarkdown(object.error.remedy)}`]),
        ]),
    ...(object.effectNotAsked === undefined
      ? []
      : [`Effect not asked: ${escapeMarkdown(object.effectNotAsked)}.`]),
  ];
}

const was = ({ released, sensitive }: FieldChange): string =>
  released === undefined ? '' : ` from ${inlineCode(clip(valueText(released, sensitive), 200))}`;

const who = ({ by }: FieldChange, { now }: MarkdownOptions): string =>
  by === undefined ? '' : `, ${escapeMarkdown(authorText(by, now, true))}`;

/** Who and when, and what to do to keep it: once where one wrote all of it, else field by field. */
function whoDrifted(drift: readonly FieldChange[], { now, state = 'planned' }: MarkdownOptions): string {
  const sole = soleAuthor(drift);
  const names = drift
    .slice(0, 20)
    .flatMap(({ path, by }) =>
      by === undefined
        ? []
        : [`- ${inlineCode(clip(path, 200))} ${escapeMarkdown(authorText(by, now, true))}`],
    );
  const said =
    sole === undefined ? names.join('\n') : `Written ${escapeMarkdown(authorText(sole, now, true))}.`;
  return [said, state === 'planned' ? 'Keep it? Put it in Git, or ignore the field in `plumbline.yaml`.' : '']
    .filter((text) => text !== '')
    .join(names.length > 0 && sole === undefined ? '\n\n' : ' ');
}

/** Field changes as one diff: the parent's path, then its fields; multi-line text line by line. */
export function diffBlock(changes: readonly FieldChange[], bare: boolean): string {
  if (changes.length === 0) return '';
  const lines: string[] = [];
  let parent: string | undefined;
  for (const change of changes) {
    const steps = pathSteps(plainText(change.path));
    // A key such as ["nginx.conf"] or [name=web] says nothing without what it is a key of.
    const cut = Math.max(
      0,
      steps.findLastIndex((step) => !step.startsWith('[')),
    );
    const above = steps.slice(0, cut).join('');
    const leaf = steps.slice(cut).join('').replace(/^\./, '');
    if (above !== parent && above !== '') lines.push(`${bare ? '+' : ' '} ${above}`);
    parent = above;
    for (const line of changeLines(change, above === '' ? leaf : `  ${leaf}`)) lines.push(line);
  }
  const shown = lines.slice(0, longestBody).map((line) => clip(line, longestLine));
  const rest = lines.length - shown.length;
  return fence([...shown, ...(rest === 0 ? [] : [`@@ ${rest} more lines @@`])], 'diff');
}

function changeLines(change: FieldChange, name: string): string[] {
  const { before, after } = ends(change);
  if (isBlock(change)) {
    const lines = blockLines(change).map(({ sign, text }) =>
      sign === '@' ? `@@ ${text} @@` : `${sign}     ${text}`,
    );
    return [`  ${name}:`, ...lines];
  }
  const line = (sign: string, value: typeof before): string =>
    `${sign} ${name}: ${valueText(value, change.sensitive)}`;
  return [
    ...(before === undefined ? [] : [line('-', before)]),
    ...(after === undefined ? [] : [line('+', after)]),
  ];
}
