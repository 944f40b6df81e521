import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { Json, JsonObject } from './types.ts';
import {
  anchorName,
  blockText,
  refuseEscapedBreak,
  refuseInBrackets,
  refuseLineBreaks,
} from './yaml-as-go.ts';
import { Copies } from './yaml-copies.ts';
import { eventsOf, limits, offsetOf, YamlError } from './yaml-events.ts';
import { type Dialect, decodeBase64, integerOf, kubernetes, plainScalar } from './yaml-scalar.ts';

export interface YamlDocument {
  value: Json;
  /** 0-based number within the text; documents without content count too. */
  document: number;
  /** Where its content begins in the text. */
  offset: number;
  /** Where each mapping begins. */
  offsets: Map<JsonObject, number>;
}

/**
 * All documents of a text that have content, as the API server would read them (sigs.k8s.io/yaml), but
 * stricter where it would lose something: duplicate keys and unknown tags are errors.
 * @param copies of the other files of the same set, to be limited together
 * @throws YamlError
 */
export function readYaml(
  text: string,
  dialect: Dialect = kubernetes,
  copies: Copies = new Copies(),
): YamlDocument[] {
  const events = eventsOf(text);
  refuseLineBreaks(text, events);
  return new Reader(text, events, dialect, copies).documents();
}

const mergeTag = '!!merge';

type Collection = Extract<Event, { type: typeof EVENT_ID.SEQUENCE | typeof EVENT_ID.MAPPING }>;

class Reader {
  readonly #text: string;
  readonly #events: Event[];
  readonly #dialect: Dialect;
  readonly #copies: Copies;
  #next = 0;
  /** Collections in brackets that are open. */
  #brackets = 0;
  #anchors = new Map<string, Json | undefined>();
  #offsets = new Map<JsonObject, number>();

  constructor(text: string, events: Event[], dialect: Dialect, copies: Copies) {
    this.#text = text;
    this.#events = events;
    this.#dialect = dialect;
    this.#copies = copies;
  }

  documents(): YamlDocument[] {
    const found: YamlDocument[] = [];
    for (let document = 0; this.#next < this.#events.length; document++) {
      // The document's own event.
      this.#next++;
      this.#anchors = new Map();
      this.#offsets = new Map();
      const event = this.#peek();
      const offset = offsetOf(event);
      const value = event.type === EVENT_ID.POP ? null : this.#value(1);
      this.#next++;
      if (document >= limits.documents) {
        throw new YamlError(`more than ${limits.documents} documents in one file`, offset, true);
      }
      if (value !== null) found.push({ value, document, offset, offsets: this.#offsets });
    }
    return found;
  }

  #peek(): Event {
    return this.#events[this.#next] as Event;
  }

  #value(depth: number): Json {
    const event = this.#peek();
    this.#next++;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, this.#finite(this.#scalar(event), offsetOf(event)));
      case EVENT_ID.SEQUENCE:
        return this.#sequence(event, depth);
      case EVENT_ID.MAPPING:
        return this.#mapping(event, depth);
      case EVENT_ID.ALIAS:
        return this.#copy(this.#aliased(event), depth, event.anchorStart);
      default:
        throw new YamlError('unexpected end of a document', 0);
    }
  }

  #scalar(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>): Json {
    if (this.#brackets > 0) refuseInBrackets(event, this.#text);
    refuseEscapedBreak(event, this.#text);
    const text = blockText(getScalarValue(this.#text, event), event, this.#text);
    if (event.tagStart >= 0) return this.#tagged(this.#text.slice(event.tagStart, event.tagEnd), text, event);
    if (event.style === SCALAR_STYLE.PLAIN) return this.#dialect.scalar(text);
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && !text.isWellFormed()) {
      throw new YamlError('half of a surrogate pair is no character', event.valueStart);
    }
    return text;
  }

  /** A scalar with an explicit tag, one of YAML's own. */
  #tagged(tag: string, text: string, event: Event): Json {
    const fail = (): never => {
      throw new YamlError(`the value is not what its tag ${tag} says`, offsetOf(event));
    };
    switch (tag) {
      case '!':
      case '!!str':
        return text;
      case '!!binary':
        return decodeBase64(text) ?? fail();
      case '!!null':
        return plainScalar(text) === null ? null : fail();
      case '!!bool': {
        const value = plainScalar(text);
        return typeof value === 'boolean' ? value : fail();
      }
      case '!!int':
        return integerOf(text.replaceAll('_', '')) ?? fail();
      case '!!float': {
        const value = plainScalar(text);
        return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : fail();
      }
      default:
        throw new YamlError(`Kubernetes knows no tag ${tag}`, offsetOf(event));
    }
  }

  #finite(value: Json, offset: number): Json {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new YamlError('infinity and not-a-number cannot be sent to Kubernetes', offset);
    }
    return value;
  }

  #sequence(event: Extract<Event, { type: typeof EVENT_ID.SEQUENCE }>, depth: number): Json {
    this.#checkTag(event, '!!seq');
    const items: Json[] = [];
    const anchor = this.#open(event);
    while (this.#peek().type !== EVENT_ID.POP) items.push(this.#value(depth + 1));
    this.#close(event);
    this.#define(anchor, items);
    return items;
  }

  #mapping(event: Extract<Event, { type: typeof EVENT_ID.MAPPING }>, depth: number): Json {
    this.#checkTag(event, '!!map');
    const fields: JsonObject = {};
    this.#offsets.set(fields, event.start);
    const anchor = this.#open(event);
    let merged: Set<string> | undefined;
    while (this.#peek().type !== EVENT_ID.POP) {
      const keyEvent = this.#peek();
      if (this.#isMerge(keyEvent)) {
        this.#next++;
        merged ??= new Set();
        this.#merge(fields, this.#value(depth + 1), merged, offsetOf(keyEvent));
        continue;
      }
      const key = this.#key(keyEvent);
      const known = Object.hasOwn(fields, key);
      if (known && merged?.delete(key) !== true) {
        throw new YamlError(`the key ${JSON.stringify(key)} is there twice`, offsetOf(keyEvent));
      }
      setField(fields, key, this.#value(depth + 1));
    }
    this.#close(event);
    this.#define(anchor, fields);
    return fields;
  }

  #key(event: Event): string {
    this.#next++;
    const key = this.#keyText(event);
    if (key !== undefined) return key;
    throw new YamlError('the key is not a plain text', offsetOf(event));
  }

  #keyText(event: Event): string | undefined {
    if (event.type === EVENT_ID.ALIAS) {
      const value = this.#aliased(event);
      if (typeof value !== 'string') return undefined;
      this.#copies.add(value, event.anchorStart);
      return value;
    }
    if (event.type !== EVENT_ID.SCALAR) return undefined;
    const plain = event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0;
    if (plain && this.#brackets > 0) refuseInBrackets(event, this.#text);
    const value = plain ? this.#dialect.key(getScalarValue(this.#text, event)) : this.#scalar(event);
    if (typeof value !== 'string') return undefined;
    this.#anchored(event, value);
    return value;
  }

  #isMerge(event: Event): boolean {
    if (event.type !== EVENT_ID.SCALAR) return false;
    if (event.tagStart >= 0) return this.#text.slice(event.tagStart, event.tagEnd) === mergeTag;
    return (
      event.style === SCALAR_STYLE.PLAIN &&
      event.valueEnd - event.valueStart === 2 &&
      this.#text.startsWith('<<', event.valueStart)
    );
  }

  // As go-yaml v2 does it: in the order of the text, so that a merge overrides what stands above it; of a
  // list of merges the first wins.
  #merge(fields: JsonObject, source: Json, merged: Set<string>, offset: number): void {
    const sources = Array.isArray(source) ? source.toReversed() : [source];
    for (const from of sources) {
      if (typeof from !== 'object' || from === null || Array.isArray(from)) {
        throw new YamlError('<< needs a mapping, or a list of them', offset);
      }
      for (const [key, value] of Object.entries(from)) {
        setField(fields, key, value);
        merged.add(key);
      }
    }
  }

  #checkTag(event: Event & { tagStart: number; tagEnd: number }, own: string): void {
    if (event.tagStart < 0) return;
    const tag = this.#text.slice(event.tagStart, event.tagEnd);
    if (tag !== own && tag !== '!') throw new YamlError(`Kubernetes knows no tag ${tag}`, event.tagStart);
  }

  /** An anchor of a collection is known only when the collection ends: none can hold itself. */
  #open(event: Collection): string | undefined {
    if (event.style === COLLECTION_STYLE.FLOW) this.#brackets++;
    if (event.anchorStart < 0) return undefined;
    const name = anchorName(event, this.#text);
    this.#anchors.set(name, undefined);
    return name;
  }

  /** Unless the collection itself has given the name to another. */
  #define(anchor: string | undefined, value: Json): void {
    if (anchor !== undefined && this.#anchors.get(anchor) === undefined) this.#anchors.set(anchor, value);
  }

  #close(event: Collection): void {
    this.#next++;
    if (event.style === COLLECTION_STYLE.FLOW) this.#brackets--;
  }

  #anchored(event: Event & { anchorStart: number; anchorEnd: number }, value: Json): Json {
    if (event.anchorStart >= 0) this.#anchors.set(anchorName(event, this.#text), value);
    return value;
  }

  #aliased(event: { anchorStart: number; anchorEnd: number }): Json {
    const name = anchorName(event, this.#text);
    if (!this.#anchors.has(name)) {
      throw new YamlError(`there is no anchor &${name} above`, event.anchorStart);
    }
    const value = this.#anchors.get(name);
    if (value === undefined) throw new YamlError(`the anchor &${name} holds itself`, event.anchorStart);
    return value;
  }

  /** Every alias gives a value of its own: nothing is shared, and a bomb shows while it is being made. */
  #copy(value: Json, depth: number, offset: number): Json {
    this.#copies.add(typeof value === 'string' ? value : '', offset);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > limits.depth) {
      throw new YamlError(`more than ${limits.depth} levels of nesting`, offset, true);
    }
    if (Array.isArray(value)) return value.map((item) => this.#copy(item, depth + 1, offset));
    const fields: JsonObject = {};
    const from = this.#offsets.get(value);
    if (from !== undefined) this.#offsets.set(fields, from);
    for (const [key, inner] of Object.entries(value)) {
      this.#copies.add(key, offset);
      setField(fields, key, this.#copy(inner, depth + 1, offset));
    }
    return fields;
  }
}

/** `__proto__` is a field like any other, never the prototype. */
function setField(fields: JsonObject, key: string, value: Json): void {
  if (key !== '__proto__') fields[key] = value;
  else Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
}
