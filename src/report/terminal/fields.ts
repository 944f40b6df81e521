import type { FieldChange } from '../../plan/types.ts';
import { ends, shortenPath } from '../fields.ts';
import { disarm, plainText, terminalText } from '../plain.ts';
import { blockLines, isBlock, valueText } from '../values.ts';
import { authorText } from '../words.ts';
import { clipValue, columns, pad, type TextOptions, widthOf } from './layout.ts';
import type { Style } from './style.ts';

const indent = '      ';
const longestBlock = 40;

/** The width of the column of paths: that of the longest one, once those beyond half of the room are shortened. */
export function pathColumn(changes: readonly FieldChange[], options: TextOptions): number {
  const most = Math.floor((widthOf(options) - indent.length) * 0.55);
  const inline = changes.filter((change) => !isBlock(change));
  return Math.max(0, ...inline.map((change) => columns(shortPath(change, most))));
}

/**
 * An object's field changes, paths in one column: `path  before → after   by whom`. What was not there
 * before is `(not set)`; where that goes without saying (`bare`) only the value is shown.
 */
export function fieldLines(
  changes: readonly FieldChange[],
  style: Style,
  options: TextOptions,
  column = pathColumn(changes, options),
  bare = false,
): string[] {
  const room = widthOf(options) - indent.length;
  return changes.flatMap((change) => {
    const note = noteOf(change, options);
    const [head, ...rest] = isBlock(change)
      ? [shortPath(change, room), ...blockText(change, style, options)]
      : valueLines(change, style, options, column, bare);
    const fits = columns(head ?? '') + columns(note) + 3 <= room;
    if (note === '') return [head, ...rest].map((line) => indent + line);
    const noted = fits ? [`${head}   ${style.drift(note)}`] : [head, `  ${style.drift(note)}`];
    return [...noted, ...rest].map((line) => indent + line);
  });
}

// Disarmed last: a path cut in its middle may be something else than the whole.
const shortPath = ({ path }: FieldChange, max: number): string => disarm(shortenPath(plainText(path), max));

function valueLines(
  change: FieldChange,
  style: Style,
  options: TextOptions,
  column: number,
  bare: boolean,
): string[] {
  const room = widthOf(options) - indent.length;
  const { before, after } = ends(change);
  const [old, now] = [before, after].map((value) =>
    clipValue(disarm(valueText(value, change.sensitive)), options),
  ) as [string, string];
  const path = pad(shortPath(change, Math.max(column, 1)), column);
  if (old === now) return [`${path}  ${old}`];
  if (bare && before === undefined) return [`${path}  ${style.added(now)}`];
  if (columns(old) + columns(now) + 3 <= room - column - 2) {
    return [`${path}  ${style.removed(old)} → ${style.added(now)}`];
  }
  const whole = shortPath(change, room);
  return [whole, `  ${style.removed(`- ${old}`)}`, `  ${style.added(`+ ${now}`)}`];
}

function noteOf(change: FieldChange, options: TextOptions): string {
  if (change.leftTo !== undefined) return `left to ${terminalText(change.leftTo)}`;
  const who = change.by === undefined ? '' : disarm(authorText(change.by, options.now, options.verbose));
  const isMixed = change.causes.includes('drift') && change.causes.length > 1;
  if (!isMixed) return who;
  const was =
    change.released === undefined || isBlock(change)
      ? ''
      : ` from ${valueText(change.released, change.sensitive)}`;
  return clipValue(disarm(`had drifted${was}${who === '' ? '' : `, ${who}`}`), options);
}

// The bar keeps a line of the text itself from standing at the start of a log's line.
function blockText(change: FieldChange, style: Style, options: TextOptions): string[] {
  const lines = blockLines(change);
  const shown = options.verbose === true ? lines : lines.slice(0, longestBlock);
  const rest = lines.length - shown.length;
  const paint = { ' ': style.dim, '@': style.dim, '-': style.removed, '+': style.added };
  return [
    ...shown.map(({ sign, text }) => {
      const line = sign === '@' ? `… ${text}` : `${sign} ${clipValue(disarm(text), options)}`;
      return `  ${style.dim('│')} ${paint[sign](line.trimEnd())}`;
    }),
    ...(rest === 0 ? [] : [`  ${style.dim(`│ … ${rest} more lines (-v shows them)`)}`]),
  ];
}
