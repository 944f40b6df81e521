/** What is told of a text in which looking for secrets would take too long. */
export const hiddenText = '(hidden)';

/** Characters by which values are told apart first; no value is shorter. */
const startLength = 6;
/** Comparisons, with what they compare, of one text. */
const mostWork = 2_000_000;

class TooMuchWork extends Error {}

/**
 * Finds any of many values in texts, without an expression of all of them: they may be as many, and as long, as a
 * stranger likes. Where a search takes too long all of the text counts as found.
 */
export class SecretSearch {
  /** Marks the pairs of characters that a value begins with. */
  readonly #pairs = new Uint8Array(2 ** 16);
  /** By what they begin with, then by their length, the longest first. */
  readonly #byStart = new Map<string, Map<number, Set<string>>>();

  /** @param values of `startLength` characters at least */
  constructor(values: Iterable<string>) {
    for (const value of [...values].sort((a, b) => b.length - a.length)) {
      this.#pairs[pairAt(value, 0)] = 1;
      const start = value.slice(0, startLength);
      const alike = this.#byStart.get(start) ?? new Map<number, Set<string>>();
      const ofLength = alike.get(value.length) ?? new Set<string>();
      this.#byStart.set(start, alike.set(value.length, ofLength.add(value)));
    }
  }

  replace(text: string): string {
    let result = '';
    let from = 0;
    try {
      for (const { at, end } of this.#matches(text)) {
        result += text.slice(from, at) + hiddenText;
        from = end;
      }
    } catch (thrown) {
      if (thrown instanceof TooMuchWork) return hiddenText;
      throw thrown;
    }
    return result + text.slice(from);
  }

  isIn(text: string): boolean {
    try {
      return this.#matches(text).next().done === false;
    } catch (thrown) {
      if (thrown instanceof TooMuchWork) return true;
      throw thrown;
    }
  }

  /** From left to right, the longest at each place. */
  *#matches(text: string): Generator<{ at: number; end: number }, undefined> {
    let work = 0;
    for (let at = 0; at <= text.length - startLength; at++) {
      if (this.#pairs[pairAt(text, at)] === 0) continue;
      for (const [length, values] of this.#byStart.get(text.slice(at, at + startLength)) ?? []) {
        work += 1 + length / 64;
        if (work > mostWork) throw new TooMuchWork();
        if (!values.has(text.slice(at, at + length))) continue;
        yield { at, end: at + length };
        at += length - 1;
        break;
      }
    }
  }
}

const pairAt = (text: string, at: number): number =>
  (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) & 0xffff;
