/** Counted from 1; a column is one UTF-16 code unit. */
export interface Position {
  line: number;
  column: number;
}

/** Remembers its newest answer: mistakes come in heaps, and those of one text one after the other. */
export function rememberLast<T>(answer: (text: string) => T): (text: string) => T {
  let last: { text: string; answer: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, answer: answer(text) };
    return last.answer;
  };
}

/** The lines of a text, counted once. */
export class Lines {
  readonly #text: string;
  readonly #starts = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  position(offset: number): Position {
    let [from, to] = [0, this.#starts.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((this.#starts[middle] as number) <= offset) from = middle;
      else to = middle;
    }
    return { line: from + 1, column: offset - (this.#starts[from] as number) + 1 };
  }

  /** A line without its end, cut to so many characters; undefined where there is none. */
  line(number: number, longest = Number.POSITIVE_INFINITY): string | undefined {
    const start = this.#starts[number - 1];
    if (start === undefined) return undefined;
    const next = this.#starts[number];
    const end = next === undefined ? this.#text.length : next - 1;
    return this.#text.slice(start, Math.min(end, start + longest)).replace(/\r$/, '');
  }
}

export const linesOf = rememberLast((text) => new Lines(text));
