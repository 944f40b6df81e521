import { isObject } from '../../manifests/json.ts';
import type { Json, JsonObject } from '../../manifests/types.ts';
import { dataKeyOf } from './data-key.ts';
import { decryptValue } from './encrypted-value.ts';
import type { Identities } from './identities.ts';
import { Mac } from './mac.ts';
import { metadataOf } from './metadata.ts';
import { notItsValue } from './sops-error.ts';

/** A file of NAME=value lines, as the generators of kustomize take it; undefined where it is not encrypted. @throws SopsError */
export async function decryptDotenv(
  text: string,
  identities: Identities,
): Promise<{ text: string; secrets: string[] } | undefined> {
  const lines = text.split('\n').map(lineOf);
  const sops = metadataIn(lines);
  if (sops.mac === undefined) return undefined;
  const metadata = metadataOf(sops);
  const key = await dataKeyOf(metadata, identities);
  const mac = new Mac(metadata);
  const secrets: string[] = [];
  const decrypted = lines.flatMap((line) => {
    if (typeof line === 'string') return line.startsWith('#ENC[') ? ['#'] : [line];
    const [name, value] = line;
    if (name.startsWith(prefix)) return [];
    if (!metadata.encrypts([name])) {
      if (!metadata.isEncryptedOnly) mac.add(value);
      return [`${name}=${onOneLine(value)}`];
    }
    const plain = decryptValue(value, key, `${name}:`);
    if (plain === undefined || plain === 'comment') throw notItsValue(name);
    mac.add(plain.bytes);
    secrets.push(String(plain.value));
    return [`${name}=${onOneLine(String(plain.value))}`];
  });
  mac.verify(metadata, key);
  return { text: decrypted.join('\n'), secrets };
}

const prefix = 'sops_';

/** A name and its value; comments and what is empty as they are. */
function lineOf(line: string): string | [name: string, value: string] {
  const at = line.indexOf('=');
  if (at < 0 || line.startsWith('#')) return line;
  return [line.slice(0, at), line.slice(at + 1).replaceAll('\\n', '\n')];
}

const onOneLine = (value: string): string => value.replaceAll('\n', '\\n');

/** `sops_age__list_0__map_enc` is age[0].enc. */
function metadataIn(lines: readonly ReturnType<typeof lineOf>[]): JsonObject {
  const sops: JsonObject = {};
  for (const line of lines) {
    if (typeof line === 'string' || !line[0].startsWith(prefix)) continue;
    const [name, value] = line;
    const steps = name.slice(prefix.length).split(/__(?=list_|map_)/);
    put(
      sops,
      steps.map((step) => step.replace(/^(?:list|map)_/, '')),
      value,
    );
  }
  return withLists(sops) as JsonObject;
}

function put(into: JsonObject, [step = '', ...rest]: readonly string[], value: string): void {
  if (step === '__proto__') return;
  if (rest.length === 0) into[step] = value;
  else {
    const inner = into[step];
    const within = isObject(inner) ? inner : {};
    into[step] = within;
    put(within, rest, value);
  }
}

/** Mappings whose keys are all numbers are the lists that they were. */
function withLists(value: Json): Json {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withLists(inner)] as const);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
