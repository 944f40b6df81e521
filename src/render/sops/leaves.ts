import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { eventsOf } from '../../manifests/yaml-events.ts';
import { SopsError } from './sops-error.ts';

type Scalar = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
type Sequence = Extract<Event, { type: typeof EVENT_ID.SEQUENCE }>;
type Mapping = Extract<Event, { type: typeof EVENT_ID.MAPPING }>;

/** A value that is neither mapping nor list, as the text has it. */
export interface Leaf {
  /** The keys above it; lists add none. */
  keys: string[];
  text: string;
  isPlain: boolean;
  isBlock: boolean;
  isItem: boolean;
  isInFlow: boolean;
  /** Its place in the text, quotes included. */
  start: number;
  end: number;
}

export interface Document {
  leaves: Leaf[];
  /** The keys at its root. */
  fields: Set<string>;
  /** Where the metadata stands, from the key to the end of its value. */
  metadata?: { start: number; end: number; isInFlow: boolean };
}

/** The values of each document of a YAML or JSON text, in their order, the metadata of SOPS left out. */
export function leavesOf(text: string): Document[] {
  return new Reader(text).documents();
}

class Reader {
  readonly #text: string;
  readonly #events: Event[];
  #next = 0;
  #flows = 0;
  #document: Document = { leaves: [], fields: new Set() };

  constructor(text: string) {
    this.#text = text;
    this.#events = eventsOf(text);
  }

  documents(): Document[] {
    const found: Document[] = [];
    while (this.#next < this.#events.length) {
      this.#next++;
      this.#document = { leaves: [], fields: new Set() };
      found.push(this.#document);
      while (this.#peek().type !== EVENT_ID.POP) this.#value([], true, false);
      this.#next++;
    }
    return found;
  }

  #peek(): Event {
    return this.#events[this.#next] as Event;
  }

  /** @returns where it ends */
  #value(keys: string[], isRoot: boolean, isItem: boolean): number {
    const event = this.#peek();
    this.#next++;
    if (event.type === EVENT_ID.SCALAR) return this.#leaf(event, keys, isItem);
    if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      const flows = event.style === COLLECTION_STYLE.FLOW ? 1 : 0;
      this.#flows += flows;
      const end =
        event.type === EVENT_ID.SEQUENCE ? this.#sequence(event, keys) : this.#mapping(event, keys, isRoot);
      this.#flows -= flows;
      return end;
    }
    throw new SopsError('it has anchors, which SOPS writes out', plain, 'UNSUPPORTED', 0);
  }

  #leaf(event: Scalar, keys: string[], isItem: boolean): number {
    const { style, tagStart, valueStart, valueEnd } = event;
    if (tagStart >= 0)
      throw new SopsError('it has tags, which SOPS does not write', plain, 'UNSUPPORTED', tagStart);
    const quotes = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
    const [start, end] = [valueStart - quotes, valueEnd + quotes];
    this.#document.leaves.push({
      keys,
      text: getScalarValue(this.#text, event),
      isPlain: style === SCALAR_STYLE.PLAIN,
      isBlock: style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK,
      isItem,
      isInFlow: this.#flows > 0,
      start,
      end,
    });
    return end;
  }

  #sequence(event: Sequence, keys: string[]): number {
    let end = event.start;
    while (this.#peek().type !== EVENT_ID.POP) end = this.#value(keys, false, true);
    this.#next++;
    return this.#closed(event, end, ']');
  }

  /** Behind the bracket of what is written in brackets. */
  #closed({ style }: Sequence | Mapping, end: number, bracket: string): number {
    return style === COLLECTION_STYLE.FLOW ? this.#text.indexOf(bracket, end) + 1 : end;
  }

  #mapping(mapping: Mapping, keys: string[], isRoot: boolean): number {
    let end = mapping.start;
    while (this.#peek().type !== EVENT_ID.POP) {
      const event = this.#peek();
      if (event.type !== EVENT_ID.SCALAR)
        throw new SopsError('a key is not a plain text', plain, 'UNSUPPORTED', 0);
      const key = getScalarValue(this.#text, event);
      this.#next++;
      if (isRoot) this.#document.fields.add(key);
      if (isRoot && key === 'sops') {
        const { leaves } = this.#document;
        const before = leaves.length;
        end = this.#value([...keys, key], false, false);
        leaves.length = before;
        const isInFlow = mapping.style === COLLECTION_STYLE.FLOW;
        const quote = event.style === SCALAR_STYLE.PLAIN ? 0 : 1;
        this.#document.metadata = { start: event.valueStart - quote, end, isInFlow };
      } else end = this.#value([...keys, key], false, false);
    }
    this.#next++;
    return this.#closed(mapping, end, '}');
  }
}

const plain = 'Decrypt it, and encrypt it again with SOPS.';
