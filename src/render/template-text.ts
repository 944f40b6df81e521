/** Stands for what a template action prints, one for each character of the action. */
const printed = '\uE000';
const printedRun = new RegExp(`${printed}+`);

/**
 * A Helm template without its actions, so that it can be read as YAML in which every value stands where it
 * stands in the template: lines of actions alone become blank, other actions a placeholder of the same length.
 * What opens and does not end is no action; nothing after it is looked at twice, for the text is a stranger's.
 */
export function blankActions(template: string): string {
  let marked = '';
  let done = 0;
  for (let at = template.indexOf('{{'); at >= 0; at = template.indexOf('{{', done)) {
    const end = endOfAction(template, at);
    if (end === undefined) break;
    marked += template.slice(done, at) + template.slice(at, end).replace(/[^\r\n]/g, printed);
    done = end;
  }
  return (marked + template.slice(done))
    .split('\n')
    .map((line) => (onlyActions.test(line) ? line.replaceAll(printed, ' ') : line))
    .join('\n');
}

const onlyActions = new RegExp(`^[\\s${printed}]*$`);
const comment = /\{\{(?:- )?\s*\/\*/y;

/** Where an action ends, as Go's text/template reads it. @returns undefined where it does not */
function endOfAction(template: string, start: number): number | undefined {
  comment.lastIndex = start;
  if (comment.test(template)) {
    const close = template.indexOf('*/', comment.lastIndex);
    const end = close < 0 ? -1 : template.indexOf('}}', close);
    return end < 0 ? undefined : end + 2;
  }
  for (let at = start + 2; at < template.length; at += 1) {
    const char = template.charAt(at);
    if (char === '}' && template[at + 1] === '}') return at + 2;
    if (!'"\'`'.includes(char)) continue;
    const close = endOfQuoted(template, at);
    if (close === undefined) return undefined;
    at = close;
  }
  return undefined;
}

/** Only a raw text may hold line breaks, and knows no escapes. */
function endOfQuoted(template: string, start: number): number | undefined {
  const quote = template[start];
  for (let at = start + 1; at < template.length; at += 1) {
    const char = template[at];
    if (char === quote) return at;
    if (quote === '`') continue;
    if (char === '\n') return undefined;
    if (char === '\\') at += 1;
  }
  return undefined;
}

/** Whether a template's text, actions blanked, can have printed this. */
export function couldPrint(blanked: string, result: string): boolean {
  if (!blanked.includes(printed)) return blanked === result;
  const parts = blanked.split(printedRun);
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = index === 0 ? (result.startsWith(part) ? 0 : -1) : result.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return result.endsWith(parts.at(-1) ?? '');
}

/** How many characters of a template's text, actions blanked, are printed as they are. */
export const writtenOut = (blanked: string): number => blanked.replaceAll(printed, '').length;
