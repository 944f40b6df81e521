import type { ErrorView } from '../../errors/error.ts';
import { displayId } from '../../manifests/identity.ts';
import type { Finding, ObjectPlan, RiskKind, TargetPlan } from '../../plan/types.ts';
import { clip, plainText } from '../plain.ts';
import { many } from '../words.ts';
import { escapeMarkdown, fence, inlineCode } from './escape.ts';
import type { Piece } from './limit.ts';

type Level = 'CAUTION' | 'WARNING' | 'NOTE';

/** GitHub's alert: a quotation with a heading; every line of the Markdown is quoted. */
export function alert(level: Level, blocks: readonly string[]): string {
  const lines = blocks.join('\n\n').split('\n');
  return `${[`> [!${level}]`, ...lines.map((line) => (line === '' ? '>' : `> ${line}`))].join('\n')}\n`;
}

const most = 20;
const longest = 400;

/** An alert that can be told in a sentence where there is no room. */
const alertPiece = (level: Level, blocks: readonly string[], brief: string): Piece => ({
  texts: [alert(level, blocks), alert(level, [brief]), ''],
  gives: ['warnings in full', 'warnings'],
});

/** What a reviewer must know before anything else: missing consents, refusals, what the server refuses. */
export function alerts(target: TargetPlan): Piece[] {
  const name = `**${escapeMarkdown(clip(target.target, 100))}**`;
  return [
    ...consents(target, name),
    ...refusals(target, name),
    ...faults(target, name),
    ...dangers(target, name),
  ];
}

const missing = ({ objects }: TargetPlan): ObjectPlan[] =>
  objects.filter(({ consent }) => consent?.given === false);

function consents(target: TargetPlan, name: string): Piece[] {
  const count = missing(target).length;
  if (count === 0) return [];
  const brief = `${name}: ${many(count, 'object')} need consent in \`plumbline.yaml\`; without it the merge is not applied.`;
  return [alertPiece('CAUTION', consentBlocks(target, name), brief)];
}

function refusals(target: TargetPlan, name: string): Piece[] {
  const consented = missing(target).length === 0;
  const refused = target.refusals.filter(({ code }) => code !== 'CONSENT_REQUIRED' || consented);
  if (refused.length === 0) return [];
  const lines = refused.slice(0, most).map((refusal) => `- ${faultText(refusal)}`);
  const head = `${name}: the merge would not be applied as things stand.`;
  return [alertPiece('CAUTION', [head, lines.join('\n'), ...rest(refused.length)], head)];
}

function faults({ objects }: TargetPlan, name: string): Piece[] {
  const faulty = objects.filter(({ error }) => error !== undefined);
  if (faulty.length === 0) return [];
  const head = `${name}: the API server refuses ${many(faulty.length, 'object')}; applying would fail.`;
  const lines = faulty
    .slice(0, most)
    .map(({ id, error }) => `- ${faultText({ ...(error as ErrorView), object: displayId(id) })}`);
  return [alertPiece('CAUTION', [head, lines.join('\n'), ...rest(faulty.length)], head)];
}

/** An error in one line of Markdown: code, object, message, remedy. */
export function faultText({
  code,
  object,
  message,
  remedy,
}: Pick<Finding, 'code' | 'object' | 'message' | 'remedy'>): string {
  const about =
    object === undefined || message.startsWith(object) ? '' : `${inlineCode(clip(object, longest))}: `;
  const help = remedy === undefined ? '' : ` ${escapeMarkdown(clip(remedy, longest))}`;
  const end = /[.!?…]$/.test(message) ? '' : '.';
  return `**${escapeMarkdown(code)}** ${about}${escapeMarkdown(clip(message, longest))}${end}${help}`;
}

const losses = new Set<RiskKind>(['data-loss', 'namespace-deletion', 'crd-deletion', 'immutable-field']);

function consentBlocks(target: TargetPlan, name: string): string[] {
  const needing = missing(target);
  const reasons = needing.slice(0, most).map(({ id, action, risks, consent }) => {
    const what = action === 'replace' ? 'replaces' : action === 'delete' ? 'deletes' : 'makes again';
    const messages = risks.map(({ message }) => message);
    // A risk of the loss itself says more than the reason for which consent is asked.
    const isTold = risks.some(({ kind }) => losses.has(kind));
    const why = [...(isTold ? [] : [consent?.reason ?? '']), ...messages].join('; ');
    return `${name} ${what} ${inlineCode(clip(displayId(id), longest))}: ${escapeMarkdown(clip(why, longest))}.`;
  });
  const one = reasons.length === 1;
  const entries = needing.map(({ consent }) => `  - ${yamlText(consent?.entry ?? '')}`);
  return [
    one ? (reasons[0] ?? '') : reasons.map((line) => `- ${line}`).join('\n'),
    ...rest(needing.length),
    `To agree, add ${one ? 'this line' : 'these lines'} to the target in \`plumbline.yaml\`; without ${one ? 'it' : 'them'} the merge is not applied:`,
    fence(
      ['allowDestroy:', ...entries.slice(0, 200), ...(entries.length > 200 ? ['  # and more'] : [])],
      'yaml',
    ),
  ];
}

/** Names that YAML reads as they are stay so; anything else is quoted. */
const yamlText = (text: string): string =>
  /^[A-Za-z][\w./:-]*[\w]$/.test(text) && !text.includes(': ') ? text : JSON.stringify(plainText(text));

/** Risks that need no consent, or have it. */
function dangers({ objects, risks }: TargetPlan, name: string): Piece[] {
  const lines = [
    ...risks.map(({ message }) => `${name}: ${escapeMarkdown(clip(message, 500))}`),
    ...objects.flatMap(({ id, risks: own, consent }) =>
      consent?.given === false
        ? []
        : own
            .filter(({ kind }) => kind !== 'pods-restart')
            .map(
              ({ message }) => `${name} ${inlineCode(displayId(id))}: ${escapeMarkdown(clip(message, 500))}`,
            ),
    ),
  ];
  if (lines.length === 0) return [];
  const shown = lines.slice(0, most).map((line) => `- ${line}`);
  return [
    alertPiece(
      'WARNING',
      [shown.join('\n'), ...rest(lines.length)],
      `${name}: ${many(lines.length, 'risk')}.`,
    ),
  ];
}

const rest = (count: number): string[] => (count > most ? [`… and ${count - most} more.`] : []);
