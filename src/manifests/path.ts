import { isObject } from './json.ts';
import type { Json, JsonObject } from './types.ts';

/**
 * A field path in the form of managedFields: one token per step,
 * `f:name` a field, `k:{"name":"web"}` an item of a keyed list (canonical JSON, keys sorted),
 * `v:"x"` a value of a set, `i:0` an item by position.
 * Source of the form: structured-merge-diff, fieldpath/serialize-pe.go.
 */
export type Path = readonly string[];

const plainName = /^[A-Za-z_$][\w$-]*$/;
// What reads back as a text, not as a number, true, false or null, and needs no quotes between brackets.
const plainText = /^(?!(?:true|false|null|-?\d[\d.eE+-]*)$)[^\s[\]=,"*]+$/;

/**
 * The path as people read it and as ignore rules write it:
 * `spec.template.spec.containers[name=web].image`, `metadata.annotations["plumbline.dev/x"]`,
 * `metadata.finalizers[="x"]` for a value of a set, `[0]` for an item by position.
 */
export function renderPath(path: Path): string {
  let text = '';
  for (const token of path) {
    const rest = token.slice(2);
    if (token.startsWith('k:')) text += `[${renderKey(rest)}]`;
    else if (token.startsWith('v:')) text += `[=${JSON.stringify(parseToken(rest))}]`;
    else if (token.startsWith('i:')) text += `[${rest}]`;
    else if (!plainName.test(rest)) text += `[${JSON.stringify(rest)}]`;
    else text += text === '' ? rest : `.${rest}`;
  }
  return text;
}

function renderKey(json: string): string {
  const key = parseToken(json);
  if (!isObject(key)) return json;
  return Object.entries(key)
    .map(([name, value]) => `${name}=${renderKeyValue(value)}`)
    .join(',');
}

function renderKeyValue(value: Json): string {
  return typeof value === 'string' && plainText.test(value) ? value : JSON.stringify(value);
}

function parseToken(json: string): Json {
  return JSON.parse(json) as Json;
}

/** A text that is equal for equal paths only. */
export function pathKey(path: Path): string {
  return path.join('\0');
}

/** Whether the path is the prefix itself or lies below it. */
export function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((token, index) => token === path[index]);
}

/** Whether the path is a key field of the list item it lies in: `containers[name=web].name`. */
export function isKeyField(path: Path): boolean {
  const item = path.at(-2);
  const name = path.at(-1);
  return item?.startsWith('k:') === true && name !== undefined && Object.hasOwn(keyOf(item), name.slice(2));
}

/** The key fields of a `k:` token. */
export function keyOf(token: string): JsonObject {
  return JSON.parse(token.slice(2)) as JsonObject;
}
