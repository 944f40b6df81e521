import { isObject } from '../manifests/json.ts';
import { typeName } from '../manifests/read-check.ts';
import type { Json, KubeObject } from '../manifests/types.ts';
import { type Complaint, pathText } from './report.ts';

/** Bytes of all values together; source: Kubernetes, core.MaxSecretSize, the same for ConfigMaps. */
const dataLimit = 1024 * 1024;
const dataKey = /^(?=.{1,253}$)(?!\.{1,2}$)(?!\.\.)[-._A-Za-z0-9]+$/;

/** Keys, types and size of a ConfigMap's or Secret's data. No value is ever part of a message. */
export function checkData(object: KubeObject): Complaint[] {
  if (object.apiVersion !== 'v1' || (object.kind !== 'ConfigMap' && object.kind !== 'Secret')) return [];
  const found: Complaint[] = [];
  let size = 0;
  for (const map of ['data', 'binaryData']) {
    const values = object[map];
    if (!isObject(values)) continue;
    const encoded = map === 'binaryData' || object.kind === 'Secret';
    for (const [key, value] of Object.entries(values)) {
      found.push(...checkEntry(map, key, value));
      if (typeof value === 'string') size += Buffer.byteLength(value, encoded ? 'base64' : 'utf8');
    }
  }
  if (size > dataLimit) {
    const message = `the data has ${size} bytes, at most ${dataLimit} are allowed`;
    const remedy = 'Split it, or keep it in an image or a volume.';
    found.push({ severity: 'error', code: 'TOO_LARGE', path: ['data'], what: 'key', message, remedy });
  }
  return found;
}

function checkEntry(map: string, key: string, value: Json): Complaint[] {
  const path = [map, key];
  if (!dataKey.test(key)) {
    const message = `${pathText(path)}: the key is not valid`;
    const remedy = 'Use letters, digits, "-", "_" and ".".';
    return [{ severity: 'error', code: 'INVALID_KEY', path, what: 'key', message, remedy }];
  }
  if (typeof value === 'string') return [];
  const message = `${pathText(path)} must be a string, found ${typeName(value)}`;
  return [{ severity: 'error', code: 'WRONG_TYPE', path, message, remedy: 'Put it in quotes.' }];
}
