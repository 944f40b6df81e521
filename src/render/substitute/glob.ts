import type { Budget } from './budget.ts';

/** A part of a pattern: any run of characters, or one that is accepted. */
type Part = '*' | ((character: string) => boolean);

/**
 * The lengths, in characters, of the shortest and the longest beginning of a text that a pattern matches,
 * the empty one left aside; undefined where there is none, or where the pattern is none. Every beginning is
 * tried at once, so that no pattern takes longer than its length times that of the text.
 */
export function matchingStarts(
  pattern: string,
  characters: readonly string[],
  budget: Budget,
): { shortest: number; longest: number } | undefined {
  const parts = partsOf(Array.from(pattern));
  if (parts === undefined) return undefined;
  budget.work(parts.length * characters.length);
  let found: { shortest: number; longest: number } | undefined;
  let reached = passRuns(parts, new Set([0]));
  for (const [index, character] of characters.entries()) {
    const next = new Set<number>();
    for (const at of reached) {
      const part = parts[at];
      if (part === '*') next.add(at);
      else if (part?.(character) === true) next.add(at + 1);
    }
    reached = passRuns(parts, next);
    if (reached.size === 0) break;
    if (reached.has(parts.length)) found = { shortest: found?.shortest ?? index + 1, longest: index + 1 };
  }
  return found;
}

/** A run may be empty: where one can begin, what follows it can, too. */
function passRuns(parts: readonly Part[], reached: Set<number>): Set<number> {
  // A set is walked through what is added on the way, too.
  for (const at of reached) if (parts[at] === '*') reached.add(at + 1);
  return reached;
}

/** undefined for a pattern that is none: then nothing matches. */
function partsOf(pattern: readonly string[]): Part[] | undefined {
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const here = pattern[at] as string;
    if (here === '*') {
      if (parts.at(-1) !== '*') parts.push('*');
    } else if (here === '?') parts.push(() => true);
    else if (here === '[') {
      const end = characterClass(pattern, at + 1);
      if (end === undefined) return undefined;
      parts.push(end.part);
      at = end.at;
    } else {
      const literal = here === '\\' ? pattern[++at] : here;
      if (literal === undefined) return undefined;
      parts.push((character) => character === literal);
    }
  }
  return parts;
}

/** `[a-z_]`, `[^…]`: at least one character or range, each escaped or not. */
function characterClass(pattern: readonly string[], from: number): { part: Part; at: number } | undefined {
  const isNegated = pattern[from] === '^';
  const ranges: [from: string, to: string][] = [];
  let at = isNegated ? from + 1 : from;
  /** One character of a range; undefined for what cannot stand for itself, or where the class does not end. */
  const one = (): string | undefined => {
    if (pattern[at] === '-' || pattern[at] === ']') return undefined;
    if (pattern[at] === '\\') at++;
    return at + 1 < pattern.length ? pattern[at++] : undefined;
  };
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = one();
    if (low === undefined) return undefined;
    let high: string | undefined = low;
    if (pattern[at] === '-') {
      at++;
      high = one();
    }
    if (high === undefined) return undefined;
    ranges.push([low, high]);
  }
  const codeOf = (character: string): number => character.codePointAt(0) as number;
  const within = (code: number): boolean =>
    ranges.some(([low, high]) => codeOf(low) <= code && code <= codeOf(high));
  return { part: (character) => within(codeOf(character)) !== isNegated, at };
}
