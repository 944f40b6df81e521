import { plainLines, plainText } from '../plain.ts';

const entity = (char: string): string => `&#${char.charCodeAt(0)};`;

/** A zero-width space parts what GitHub would make a mention, a link or a reference of. */
const parted = (plain: string): string =>
  plain
    .replaceAll('@', '@\u200b')
    .replaceAll('://', ':\u200b//')
    .replace(/www\./gi, (www) => `${www.slice(0, -1)}\u200b.`)
    .replace(/(?:#|\bGH-)(?=\d)/gi, (sign) => `${sign}\u200b`);
const written = (escaped: string): string => escaped.replaceAll('\u200b', '&#8203;');

// What HTML or Markdown would take for markup, wherever the text stands.
const markup = /[&<>"'`*_~$[\]|\\!]/g;

/** Untrusted text for an HTML block (`<summary>`, `<p>`): no element, mention, link or reference comes of it. */
export const htmlText = (text: string): string => written(parted(plainText(text)).replace(markup, entity));

/** Untrusted text as `<code>`, safe in HTML, in Markdown and in a table. */
export function htmlCode(text: string): string {
  const safe = plainText(text)
    .replace(markup, entity)
    .replace(/:(?=\/\/)/g, entity)
    .replace(/www\./gi, (www) => `${www.slice(0, -1)}&#46;`);
  return `<code>${safe}</code>`;
}

/** Untrusted text within a Markdown paragraph: no markup, mention, link, image or reference comes of it. */
export function escapeMarkdown(text: string): string {
  const escaped = parted(plainText(text))
    .replace(/[&<>|$]/g, entity)
    .replace(/(?<!&)#|[\\`*_[\]~!]/g, (char) => `\\${char}`)
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))/, (_all, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}&#8203;${mark}` : `${space}\\${mark}`,
    );
  return written(escaped);
}

/** Untrusted text as inline code, fenced by more backticks than it holds in a row. */
export function inlineCode(text: string): string {
  const safe = plainText(text);
  if (safe.trim() === '') return `<code>${safe.replaceAll(' ', '&#32;')}</code>`;
  const ticks = '`'.repeat(longestRun(safe) + 1);
  const space = /^`|`$|^ .* $/.test(safe) ? ' ' : '';
  return `${ticks}${space}${safe}${space}${ticks}`;
}

/** A table's cell: a bar would end it, in code too. */
export const tableCell = (markdown: string): string => markdown.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A code block, fenced by more backticks than any run within; each line is made plain. */
export function fence(lines: readonly string[], language = ''): string {
  const body = lines.flatMap(plainLines);
  const ticks = '`'.repeat(Math.max(2, ...body.map(longestRun)) + 1);
  return [`${ticks}${language}`, ...body, ticks].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
