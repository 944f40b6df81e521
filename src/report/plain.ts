// Control, bidirectional, zero-width and other characters that make text look like what it is not.
const deceptive = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}/gu;

/** Untrusted text on one line: what would not show is made visible (`␛`, `<U+202E>`), lone surrogates replaced. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(deceptive, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** Untrusted text as lines, each safe by itself; tabs stay, and a carriage return before a line's end shows. */
export function plainLines(text: string): string[] {
  return text.split('\n').map((line) => line.split('\t').map(plainText).join('\t'));
}

/**
 * Untrusted text for a terminal, or for the log of a workflow, where a runner obeys `::command::` at the
 * start of a line and `##[command]` anywhere in it: a backslash parts those.
 */
export function terminalText(text: string): string {
  return disarm(plainText(text));
}

/** Parts what a workflow's runner would obey; for text that is plain already. */
export function disarm(text: string): string {
  return text.replaceAll('##[', '##\\[').replace(/^(\s*)::/, '$1\\::');
}

/** At most `max` UTF-16 units, an ellipsis at the end where something is cut; never half a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}
