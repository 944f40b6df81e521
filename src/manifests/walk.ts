import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { rememberLast } from './lines.ts';
import { eventsOf, offsetOf } from './yaml-events.ts';
import { plainKey } from './yaml-scalar.ts';

/** A field path as plain keys and indexes: `['spec', 'containers', 0, 'image']`. */
export type Keys = readonly (string | number)[];

interface Child {
  /** Index of the event of the key; of an item in a list, the item's own. */
  key: number;
  value: number;
}

/** The nodes of a YAML text by their paths. What was looked at is kept: many mistakes may lie in one node. */
class Walk {
  readonly #text: string;
  readonly #events: Event[];
  readonly #documents: number[] = [];
  /** For each node the index of the event behind it. */
  readonly #after: Int32Array;
  readonly #children = new Map<number, Map<string | number, Child>>();

  constructor(text: string) {
    this.#text = text;
    this.#events = eventsOf(text);
    this.#after = new Int32Array(this.#events.length);
    const open: number[] = [];
    for (const [index, { type }] of this.#events.entries()) {
      if (open.length === 0) this.#documents.push(index);
      if (type === EVENT_ID.POP) this.#after[open.pop() ?? index] = index + 1;
      else if (type === EVENT_ID.SCALAR || type === EVENT_ID.ALIAS) this.#after[index] = index + 1;
      else open.push(index);
    }
  }

  /** Where a value of a document, or its key, stands; where it is not in the text, what holds it. */
  find(document: number, path: Keys, what: 'value' | 'key'): { offset: number; length: number } {
    let at = (this.#documents[document] ?? this.#events.length) + 1;
    let holder = at;
    for (const [index, step] of path.entries()) {
      const children = this.#childrenOf(at);
      const next = children.get(step) ?? children.get(String(step));
      if (next === undefined) return this.#span(holder);
      if (index === path.length - 1 && what === 'key') return this.#span(next.key);
      at = next.value;
      holder = this.#isEmpty(at) ? next.key : at;
    }
    return this.#span(holder);
  }

  #childrenOf(at: number): Map<string | number, Child> {
    const children = this.#children.get(at) ?? this.#look(at);
    this.#children.set(at, children);
    return children;
  }

  #look(at: number): Map<string | number, Child> {
    const found = new Map<string | number, Child>();
    const type = this.#events[at]?.type;
    if (type === EVENT_ID.SEQUENCE) {
      for (let item = at + 1; this.#isNode(item); item = this.#after[item] as number) {
        found.set(found.size, { key: item, value: item });
      }
    }
    if (type !== EVENT_ID.MAPPING) return found;
    for (let key = at + 1; this.#isNode(key); ) {
      const value = this.#after[key] as number;
      for (const name of this.#names(key)) if (!found.has(name)) found.set(name, { key, value });
      key = this.#after[value] as number;
    }
    return found;
  }

  /** A key as it is written, and as it is read: `0x10` is `16`. */
  #names(at: number): string[] {
    const event = this.#events[at];
    if (event?.type !== EVENT_ID.SCALAR) return [];
    const text = getScalarValue(this.#text, event);
    const read = event.style === SCALAR_STYLE.PLAIN ? plainKey(text) : undefined;
    return read === undefined ? [text] : [text, read];
  }

  #isNode(at: number): boolean {
    const event = this.#events[at];
    return event !== undefined && event.type !== EVENT_ID.POP;
  }

  #isEmpty(at: number): boolean {
    const event = this.#events[at];
    return event?.type === EVENT_ID.SCALAR && event.valueStart < 0;
  }

  #span(at: number): { offset: number; length: number } {
    const event = this.#events[at];
    if (event === undefined) return { offset: 0, length: 1 };
    const offset = offsetOf(event);
    if (event.type !== EVENT_ID.SCALAR || event.valueStart < 0) return { offset, length: 1 };
    const end = this.#text.indexOf('\n', event.valueStart);
    return { offset, length: Math.min(event.valueEnd, end < 0 ? this.#text.length : end) - offset };
  }
}

export const walkOf = rememberLast((text) => new Walk(text));
