import { isObject, sameJson } from '../manifests/json.ts';
import type { Json, JsonObject } from '../manifests/types.ts';

/** What the server writes into metadata itself. */
const ofTheServer = new Set(['resourceVersion', 'managedFields', 'generation', 'creationTimestamp', 'uid']);

/** Whether an object holds every field that was sent: null stands for absent, as in a merge patch. */
export function holds(live: JsonObject, sent: JsonObject): boolean {
  return Object.entries(sent).every(([key, value]) => {
    if (key !== 'metadata' || !isObject(value)) return includes(live[key], value);
    const kept = Object.entries(value).filter(([name]) => !ofTheServer.has(name));
    return includes(live.metadata, Object.fromEntries(kept));
  });
}

function includes(live: Json | undefined, sent: Json | undefined): boolean {
  if (sent === undefined || sent === null) return live === undefined || live === null;
  if (isObject(sent)) {
    if (!isObject(live)) return Object.keys(sent).length === 0 && live === undefined;
    return Object.entries(sent).every(([key, value]) => includes(live[key], value));
  }
  if (Array.isArray(sent) && Array.isArray(live)) {
    return sent.length === live.length && sent.every((item, index) => includes(live[index], item));
  }
  return sameJson(live, sent);
}
