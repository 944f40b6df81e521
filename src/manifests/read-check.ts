import { PlumblineError } from '../errors/error.ts';
import { isObject, stringField } from './json.ts';
import { linesOf } from './lines.ts';
import { isBase64 } from './normalise.ts';
import { locate } from './position.ts';
import { safeExcerpt } from './read-text.ts';
import { hidesValues } from './redact.ts';
import type { Json, JsonObject, Source } from './types.ts';
import type { Keys } from './walk.ts';

/** Characters of what identifies an object: it stands in every message about it. Kubernetes takes far fewer. */
const longestPart = 1000;

/** For people, as far as the object says: `Deployment shop/web`. */
export function labelOf(object: JsonObject): string {
  const part = (text: string): string => (text.length > longestPart ? `${text.slice(0, 30)}…` : text);
  const kind = typeof object.kind === 'string' ? part(object.kind) : 'object';
  const namespace = stringField(object, 'metadata', 'namespace');
  const name = part(stringField(object, 'metadata', 'name') ?? '(no name)');
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${part(namespace)}/${name}`;
}

/** The kind of a value as people call it. */
export function typeName(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a string';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'boolean' ? 'a boolean' : 'a number';
}

/**
 * Where a manifest is to be looked for: not always in the text that was parsed. `shown` is the file as it stands
 * where `text` has something else in the same places.
 */
export interface Origin {
  source: Source;
  text: string;
  shown: string;
}

/**
 * What makes a value a manifest at all: apiVersion, kind, a name, texts where Kubernetes wants texts.
 * @returns the mistakes, with their places
 */
export function checkShape(value: Json, { text, shown, source }: Origin): PlumblineError[] {
  const { file, line } = source;
  if (!isObject(value)) {
    return [
      new PlumblineError('MANIFEST_INVALID', `a manifest is a mapping, found ${typeName(value)}`, {
        place: { file, line },
        remedy: notManifest,
      }),
    ];
  }
  return new Check(value, { text, shown, source }).errors();
}

const notManifest =
  'Everything below the path of a target is applied: move the file elsewhere if it is no manifest.';

const longestQuote = 60;

class Check {
  readonly #object: JsonObject;
  readonly #text: string;
  readonly #shown: string;
  readonly #source: Source;
  readonly #errors: PlumblineError[] = [];

  constructor(object: JsonObject, { text, shown, source }: Origin) {
    this.#object = object;
    this.#text = text;
    this.#shown = shown;
    this.#source = source;
  }

  errors(): PlumblineError[] {
    const { apiVersion, kind, metadata } = this.#object;
    if (isObject(this.#object.sops) && this.#object.sops.mac !== undefined) {
      const remedy = 'Add decryption: { provider: sops } to the target, and give its age key.';
      this.#add(['sops'], 'the manifest is encrypted with SOPS', remedy, 'key', 'UNSUPPORTED');
      return this.#errors;
    }
    if (apiVersion === undefined && kind === undefined) {
      this.#add([], 'this is no Kubernetes manifest: it has neither apiVersion nor kind', notManifest);
      return this.#errors;
    }
    this.#required('apiVersion', 'Add it, such as apiVersion: apps/v1.');
    this.#required('kind', 'Add it, such as kind: Deployment.');
    if (!isObject(metadata)) {
      this.#add(
        ['metadata'],
        `metadata must be a mapping, found ${typeName(metadata)}`,
        'Add metadata with a name.',
      );
      return this.#errors;
    }
    this.#name(metadata);
    for (const map of ['labels', 'annotations']) this.#texts(['metadata', map]);
    if (apiVersion === 'v1' && kind === 'Secret') this.#secret();
    return this.#errors;
  }

  #required(name: 'apiVersion' | 'kind', remedy: string): void {
    const value = this.#object[name];
    if (typeof value === 'string' && value !== '') {
      this.#length([name], value);
      return;
    }
    const message =
      value === undefined ? `${name} is missing` : `${name} must be a string, found ${typeName(value)}`;
    this.#add(value === undefined ? [] : [name], message, remedy);
  }

  #length(path: Keys, text: string): void {
    if (text.length <= longestPart) return;
    const message = `${path.join('.')} has ${text.length} characters, more than ${longestPart}`;
    this.#add(path, message, 'Shorten it.');
  }

  #name({ name, generateName, namespace }: JsonObject): void {
    if (typeof name === 'string') this.#length(['metadata', 'name'], name);
    if (typeof namespace === 'string') this.#length(['metadata', 'namespace'], namespace);
    if (typeof name !== 'string' || name === '') {
      if (name !== undefined && name !== '' && name !== null) this.#quote(['metadata', 'name'], name);
      else if (generateName !== undefined) {
        const message = 'generateName makes another object at each apply';
        this.#add(['metadata', 'generateName'], message, 'Give it a metadata.name.');
      } else this.#add(['metadata'], 'metadata.name is missing', 'Give it a metadata.name.', 'key');
    }
    if (namespace !== undefined && namespace !== null && typeof namespace !== 'string') {
      this.#quote(['metadata', 'namespace'], namespace);
    }
  }

  #texts(path: string[]): void {
    let map: Json | undefined = this.#object;
    for (const step of path) map = isObject(map) ? map[step] : undefined;
    if (map === undefined || map === null) return;
    if (!isObject(map)) {
      this.#add(
        path,
        `${path.join('.')} must be a mapping, found ${typeName(map)}`,
        'Write it as name: value lines.',
      );
      return;
    }
    for (const [key, value] of Object.entries(map)) {
      if (typeof value !== 'string') this.#quote([...path, key], value);
    }
  }

  /** The values of a Secret are never shown: not in the message, not in an excerpt, not in the remedy. */
  #secret(): void {
    this.#texts(['stringData']);
    const { data } = this.#object;
    if (data === undefined || data === null) return;
    if (!isObject(data)) {
      this.#add(
        ['data'],
        `data must be a mapping, found ${typeName(data)}`,
        'Write it as name: value lines.',
      );
      return;
    }
    for (const [key, value] of Object.entries(data)) {
      if (typeof value === 'string' && isBase64(value)) continue;
      const remedy = 'Encode it (base64 -w0), or write the plain text below stringData.';
      this.#add(['data', key], `data.${key} is not valid base64`, remedy);
    }
  }

  #quote(path: Keys, value: Json): void {
    const message = `${path.join('.')} must be a string, found ${typeName(value)}`;
    const at = locate(this.#text, this.#source, path);
    const written = linesOf(this.#shown)
      .line(at.line)
      ?.slice(at.column - 1, at.column - 1 + at.length);
    const scalar = typeof value !== 'object' && at.length <= longestQuote && !this.#isSecret();
    const remedy = scalar
      ? `Quote it: ${JSON.stringify(written ?? String(value))}`
      : 'Write a string, in quotes.';
    this.#add(path, message, remedy);
  }

  #isSecret(): boolean {
    const { kind } = this.#object;
    return typeof kind === 'string' && hidesValues({ group: '', kind });
  }

  #add(
    path: Keys,
    message: string,
    remedy: string,
    what: 'value' | 'key' = 'value',
    code: 'MANIFEST_INVALID' | 'UNSUPPORTED' = 'MANIFEST_INVALID',
  ): void {
    const at = locate(this.#text, this.#source, path, what);
    this.#errors.push(
      new PlumblineError(code, message, {
        object: labelOf(this.#object),
        place: { file: this.#source.file, line: at.line, column: at.column },
        ...safeExcerpt(this.#shown, at),
        remedy,
      }),
    );
  }
}
