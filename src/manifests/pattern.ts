import { PlumblineError } from '../errors/error.ts';
import { isObject, sameJson } from './json.ts';
import { keyOf, type Path, renderPath } from './path.ts';
import type { Json } from './types.ts';

/** One step of a pattern: any child, a field (or value of a set), an item by its keys, a value, a position. */
export type Step =
  | { any: true }
  | { name: string; quoted: boolean }
  | { keys: [name: string, value: KeyText][] }
  | { value: Json }
  | { index: number };

/** A key's value as written: without quotes, 80 means the number and the text alike. */
interface KeyText {
  text: string;
  quoted: boolean;
}

/** A parsed path of an ignore rule. */
export interface Pattern {
  text: string;
  steps: readonly Step[];
}

/**
 * Reads a path in the form renderPath writes, with `[*]` for every item (or field) and `[name=web]` for the
 * items whose keys include that. `["x"]` is a field, or a value of a set.
 * @throws PlumblineError CONFIG_INVALID, naming the column
 */
export function parsePattern(text: string): Pattern {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '[') {
      const bracket = readBracket(text, at);
      steps.push(bracket.step);
      at = bracket.end;
    } else {
      const dot = text[at] === '.';
      if (dot === (steps.length === 0))
        throw invalid(text, at, dot ? 'a path starts with a name' : 'a "." or "[" is missing');
      const start = dot ? at + 1 : at;
      const name = /^[^.[\]"=\s]+/.exec(text.slice(start))?.[0];
      if (name === undefined) throw invalid(text, start, 'a name is missing');
      steps.push(name === '*' ? { any: true } : { name, quoted: false });
      at = start + name.length;
    }
  }
  if (steps.length === 0) throw invalid(text, 0, 'it is empty');
  return { text, steps };
}

function invalid(text: string, at: number, problem: string): PlumblineError {
  return new PlumblineError(
    'CONFIG_INVALID',
    `the path "${text}" is not valid: ${problem} at column ${at + 1}`,
    {
      remedy:
        'Write it like spec.template.spec.containers[name=web].image; names with dots in quotes: metadata.annotations["a.b/c"].',
    },
  );
}

const quotedText = /^"(?:[^"\\]|\\.)*"/;

function readBracket(text: string, open: number): { step: Step; end: number } {
  let at = open + 1;
  const rest = (): string => text.slice(at);
  const close = (step: Step): { step: Step; end: number } => {
    if (text[at] !== ']') throw invalid(text, at, 'a "]" is missing');
    return { step, end: at + 1 };
  };
  const quoted = (): string | undefined => {
    const found = quotedText.exec(rest())?.[0];
    if (found === undefined) return undefined;
    const value = unquote(found);
    if (value === undefined) throw invalid(text, at, 'the quoted text is not valid');
    at += found.length;
    return value;
  };
  if (text[at] === '*') {
    at++;
    return close({ any: true });
  }
  const name = quoted();
  if (name !== undefined) return close({ name, quoted: true });
  const index = /^\d+(?=\])/.exec(rest())?.[0];
  if (index !== undefined) {
    at += index.length;
    return close({ index: Number(index) });
  }
  if (text[at] === '=') {
    at++;
    const value = quoted();
    if (value !== undefined) return close({ value });
    const plain = /^[^\]]+/.exec(rest())?.[0] ?? '';
    at += plain.length;
    return close({ value: scalar(plain) });
  }
  const keys: [string, KeyText][] = [];
  for (;;) {
    const key = /^\s*([^\s=,[\]"]+)=/.exec(rest());
    if (key?.[1] === undefined)
      throw invalid(text, at, 'a key such as name=web, an index, a quoted name or "*" is missing');
    at += key[0].length;
    const value = quoted();
    const plain = value === undefined ? /^[^\],]+/.exec(rest())?.[0] : undefined;
    if (value === undefined && plain === undefined) throw invalid(text, at, 'the value of a key is missing');
    at += plain?.length ?? 0;
    keys.push([
      key[1],
      value === undefined ? { text: (plain ?? '').trim(), quoted: false } : { text: value, quoted: true },
    ]);
    if (text[at] !== ',') return close({ keys });
    at++;
  }
}

function unquote(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

function scalar(text: string): Json {
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(text)) return JSON.parse(text) as Json;
  return text;
}

/** A pattern for one path, exactly. */
export function exactPattern(path: Path): Pattern {
  return { text: renderPath(path), steps: path.map(exactStep) };
}

function exactStep(token: string): Step {
  const rest = token.slice(2);
  if (token.startsWith('i:')) return { index: Number(rest) };
  if (token.startsWith('v:')) return { value: JSON.parse(rest) as Json };
  if (token.startsWith('f:')) return { name: rest, quoted: false };
  const keys = Object.entries(keyOf(token)).map(([name, value]): [string, KeyText] => [
    name,
    typeof value === 'string' ? { text: value, quoted: true } : { text: String(value), quoted: false },
  ]);
  return { keys };
}

/** Whether one step of a pattern means this token. */
export function stepMatches(step: Step, token: string): boolean {
  const rest = token.slice(2);
  if ('any' in step) return true;
  if ('name' in step) {
    return token.startsWith('f:')
      ? rest === step.name
      : step.quoted && token.startsWith('v:') && JSON.parse(rest) === step.name;
  }
  if ('index' in step) return token.startsWith('i:') && Number(rest) === step.index;
  if ('value' in step) return token.startsWith('v:') && sameJson(JSON.parse(rest) as Json, step.value);
  return token.startsWith('k:') && hasKeys(keyOf(token), step.keys);
}

/** Whether an item has all these keys. */
export function hasKeys(item: Json, keys: readonly [string, KeyText][]): boolean {
  return (
    isObject(item) &&
    keys.every(([name, { text, quoted }]) => {
      const value = Object.hasOwn(item, name) ? item[name] : undefined;
      return typeof value === 'string'
        ? value === text
        : !quoted && value !== undefined && String(value) === text;
    })
  );
}

/** Whether the pattern means the path, or something that the path lies in. */
export function matches(pattern: Pattern, path: Path): boolean {
  const { steps } = pattern;
  return (
    steps.length <= path.length && steps.every((step, index) => stepMatches(step, path[index] as string))
  );
}

/** Whether something below the path may match the pattern. */
export function couldContain(pattern: Pattern, path: Path): boolean {
  const { steps } = pattern;
  return steps.length > path.length && path.every((token, index) => stepMatches(steps[index] as Step, token));
}

export { jsonPointer, removeAt, setAt } from './edit.ts';
export { getAt } from './items.ts';
export { removeMatching } from './remove.ts';
