import { diffLines } from '../manifests/text.ts';
import type { Json } from '../manifests/types.ts';
import { stringifyYaml } from '../manifests/yaml-write.ts';
import type { FieldChange } from '../plan/types.ts';
import { ends } from './fields.ts';
import { plainLines, plainText } from './plain.ts';

const absent = '(not set)';
// What YAML would read back as something else than this very text.
const needsQuotes = /^$|^\s|\s$|^(?:true|false|null|yes|no|on|off|~|[-+]?[\d.][\d.eE_+-]*)$|^["'[{]/i;

/** A value on one line, as people write it; texts are quoted only where they would be misread. */
export function valueText(value: Json | undefined, sensitive = false): string {
  if (value === undefined) return absent;
  if (typeof value === 'string') {
    return sensitive || !needsQuotes.test(value) ? plainText(value) : plainText(JSON.stringify(value));
  }
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item)).join(', ')}]`;
  const entries = Object.entries(value).map(([name, inner]) => `${plainText(name)}: ${valueText(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const longestLine = 60;

const isLong = (value: Json | undefined): boolean =>
  typeof value === 'string'
    ? value.includes('\n')
    : typeof value === 'object' && value !== null && valueText(value).length > longestLine;

/** Whether a change is better read line by line: multi-line text, or a list or map too long for one line. */
export function isBlock(change: FieldChange): boolean {
  const { before, after } = ends(change);
  return change.sensitive !== true && (isLong(before) || isLong(after));
}

export interface DiffLine {
  sign: ' ' | '-' | '+' | '@';
  text: string;
}

const signOf = { same: ' ', removed: '-', added: '+', note: '@' } as const;
const longestText = 400_000;
// A change is shown in several reports: the log's, the summary's, the comment's.
const known = new WeakMap<FieldChange, DiffLine[]>();

/** A block's differing lines with two lines of context; a gap between hunks is one line of sign `@`. */
export function blockLines(change: FieldChange): DiffLine[] {
  const lines = known.get(change) ?? compareBlock(change);
  known.set(change, lines);
  return lines;
}

function compareBlock(change: FieldChange): DiffLine[] {
  const { before, after } = ends(change);
  const [old, now] = [asText(before), asText(after)];
  const hunks = old.length + now.length > longestText ? undefined : diffLines(old, now);
  if (hunks === undefined) {
    return [{ sign: '@', text: `${old.length} → ${now.length} characters, too long to compare here` }];
  }
  return hunks.flatMap(({ beforeLine, afterLine, lines }, index): DiffLine[] => [
    ...(index > 0 || beforeLine > 1 || afterLine > 1
      ? [{ sign: '@' as const, text: `line ${afterLine}` }]
      : []),
    ...lines.map(({ kind, text }) => ({
      sign: signOf[kind],
      text: plainLines(kind === 'note' ? text.trim() : text).join('␊'),
    })),
  ]);
}

/** A text as it is; anything else as YAML. */
function asText(value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  return stringifyYaml(value);
}
