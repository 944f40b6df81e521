import { atSlot, slotOf } from './items.ts';
import { isObject } from './json.ts';
import { keyOf, type Path } from './path.ts';
import type { Json, JsonObject } from './types.ts';

/**
 * A copy of the object with the value at the path; what lies on the way is made where it is missing, a new
 * list item with its key fields and at the end of its list. An existing value that is no container on the
 * way is replaced by one.
 */
export function setAt(object: Json | undefined, path: Path, value: Json): Json {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  if (token.startsWith('f:')) {
    const map = isObject(object) ? object : {};
    const name = token.slice(2);
    const child = Object.hasOwn(map, name) ? map[name] : undefined;
    return { ...map, [name]: setAt(child, rest, value) };
  }
  const list = Array.isArray(object) ? [...object] : [];
  const slot = slotOf(list, token);
  if (slot === undefined) list.push(setAt(newItem(token), rest, value));
  else list[slot as number] = setAt(list[slot as number], rest, value);
  return list;
}

function newItem(token: string): Json | undefined {
  if (token.startsWith('k:')) return keyOf(token);
  return token.startsWith('v:') ? (JSON.parse(token.slice(2)) as Json) : undefined;
}

/** A copy of the object without the value at the path; the object itself where there is none. */
export function removeAt(object: Json, path: Path): Json {
  const [token, ...rest] = path;
  if (token === undefined) return object;
  const slot = slotOf(object, token);
  if (slot === undefined) return object;
  if (rest.length > 0) return replaceSlot(object, slot, removeAt(atSlot(object, slot) as Json, rest));
  if (Array.isArray(object)) return object.filter((_item, index) => index !== slot);
  const { [slot as string]: _removed, ...others } = object as JsonObject;
  return others;
}

function replaceSlot(container: Json, slot: string | number, value: Json): Json {
  if (Array.isArray(container)) return container.with(slot as number, value);
  return { ...(container as JsonObject), [slot]: value };
}

/** The path as a JSON pointer (RFC 6901) into this very object; undefined where the value is absent. */
export function jsonPointer(object: Json, path: Path): string | undefined {
  let pointer = '';
  let here: Json | undefined = object;
  for (const token of path) {
    const slot = slotOf(here, token);
    if (slot === undefined) return undefined;
    pointer += `/${String(slot).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    here = atSlot(here, slot);
  }
  return pointer;
}
