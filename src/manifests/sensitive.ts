import { isObject } from './json.ts';
import { SecretSearch } from './secret-search.ts';
import type { Json } from './types.ts';

/**
 * What was decrypted, so that it shows nowhere: collected while manifests are rendered, asked by whoever writes
 * for people. Values that are too short, or common words, are not among them: taken out everywhere they would
 * make every report unreadable, and tell by that what they are. Those are hidden in their objects alone.
 */
export interface Sensitive {
  readonly values: Set<string>;
  /** The files that were decrypted, as places name them, and their texts as they may be shown: encrypted. */
  readonly files: Map<string, string>;
}

export const noSecrets = (): Sensitive => ({ values: new Set(), files: new Map() });

/** Characters of a value that is looked for in texts. */
const shortest = 6;
/** Of one that is looked for as a whole. */
const longest = 4096;
/** Of a line of a value of several lines. */
const shortestLine = 12;
const common = /^(?:true|false|null|yes|no|on|off|enabled?|disabled?|default|-?\d{1,6}(?:\.\d{1,2})?)$/i;

/** Adds a decrypted value, as it is, as base64, and where it is base64, what that holds. */
export function addSecret({ values }: Sensitive, value: string): void {
  const lines = value.includes('\n') ? value.split('\n').map((line) => line.trim()) : [];
  const forms = [
    value.trim(),
    ...lines.filter(({ length }) => length >= shortestLine),
    decoded(value).trim(),
  ];
  if (isSought(value)) forms.push(Buffer.from(value).toString('base64'));
  for (const form of forms.filter(isSought)) {
    for (const piece of pieces(form)) values.add(piece);
  }
}

const isSought = (value: string): boolean => value.length >= shortest && !common.test(value);

/** '' where it is no base64 of a text. */
function decoded(value: string): string {
  if (!/^[A-Za-z0-9+/\s]{8,}={0,2}\s*$/.test(value)) return '';
  const text = Buffer.from(value, 'base64').toString('utf8');
  return /\uFFFD|[^\P{Cc}\s]/u.test(text) ? '' : text;
}

/** A very long one bit by bit: wherever it lands, all of it is found. */
function* pieces(value: string): Generator<string> {
  for (let at = 0; at < value.length; at += longest) {
    const piece = value.slice(at, at + longest);
    if (piece.length >= shortest) yield piece;
  }
}

/** What is known, and more: the same `known` where there is one. */
export function joined(known: Sensitive | undefined, more: Sensitive): Sensitive {
  if (known === undefined) return more;
  for (const value of more.values) known.values.add(value);
  for (const [file, text] of more.files) known.files.set(file, text);
  return known;
}

interface Searches {
  size: number;
  whole: SecretSearch;
  /** For their beginnings: a text may be cut off within one. */
  beginning: SecretSearch;
}
const searches = new WeakMap<Sensitive, Searches>();

/** Over all values, made anew when there are more. */
function searchesOf(sensitive: Sensitive): Searches | undefined {
  const { size } = sensitive.values;
  if (size === 0) return undefined;
  const known = searches.get(sensitive);
  if (known?.size === size) return known;
  // As JSON writes it, too.
  const forms = [...sensitive.values].flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
  const made = {
    size,
    whole: new SecretSearch(new Set(forms)),
    beginning: new SecretSearch(new Set(forms.map((form) => form.slice(0, shortest + 2)))),
  };
  searches.set(sensitive, made);
  return made;
}

/** A text without the values. */
export function withoutSecrets(text: string, sensitive: Sensitive): string {
  return searchesOf(sensitive)?.whole.replace(text) ?? text;
}

/** Whether a text may hold a part of a value: for what is cut somewhere. */
export const mayShowSecrets = (text: string, sensitive: Sensitive): boolean =>
  searchesOf(sensitive)?.beginning.isIn(text) === true;

/** Whether a value is anywhere within. */
export function holdsSecrets(value: Json, sensitive: Sensitive): boolean {
  const search = searchesOf(sensitive)?.whole;
  return search !== undefined && holds(value, search);
}

function holds(value: Json, search: SecretSearch): boolean {
  if (typeof value === 'string') return search.isIn(value);
  if (Array.isArray(value)) return value.some((item) => holds(item, search));
  return (
    isObject(value) &&
    Object.entries(value).some(([key, inner]) => holds(key, search) || holds(inner, search))
  );
}

/** A document for people or machines, plain data, in which no text holds a value. */
export function scrubbed<T>(document: T, sensitive: Sensitive): T {
  if (searchesOf(sensitive) === undefined) return document;
  return scrub(document, sensitive) as T;
}

function scrub(value: unknown, sensitive: Sensitive): unknown {
  if (typeof value === 'string') return withoutSecrets(value, sensitive);
  if (Array.isArray(value)) return value.map((item) => scrub(item, sensitive));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [withoutSecrets(key, sensitive), scrub(inner, sensitive)]),
  );
}
