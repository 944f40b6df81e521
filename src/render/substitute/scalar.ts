import { isObject } from '../../manifests/json.ts';
import type { Json } from '../../manifests/types.ts';
import { readYaml } from '../../manifests/yaml.ts';
import type { Copies } from '../../manifests/yaml-copies.ts';
import { kubernetes } from '../../manifests/yaml-scalar.ts';

/**
 * Whether a text is written without quotes where Flux writes the object as YAML to fill it in: then what comes
 * of it is read as YAML again, so that `replicas: ${n}` gives a number. Source of the rules: go.yaml.in/yaml/v2,
 * emitterc.go, yaml_emitter_analyze_scalar.
 */
export function isWrittenPlain(text: string): boolean {
  if (/^(?:---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) return false;
  if (/^[-?:](?:[ \t]|$)/.test(text) || /:(?:[ \t]|$)|[ \t]#/.test(text)) return false;
  return !/^ | $/.test(text) && !unprintable.test(text);
}

// Line breaks are among them: a text of several lines is written as a block.
const unprintable = /[^\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/;

/**
 * What a filled-in text means in the place where it stands: a field of a mapping, or an item of a list.
 * @throws YamlError
 * @returns undefined where it would give more than one value: another field, another item, another document
 */
export function readValue(text: string, place: 'field' | 'item', copies: Copies): Json | undefined {
  const documents = readYaml(place === 'field' ? `a: ${text}\n` : `- ${text}\n`, kubernetes, copies);
  const [document] = documents;
  if (document === undefined || documents.length > 1) return undefined;
  const { value } = document;
  if (place === 'item') return Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  return isObject(value) && Object.keys(value).join() === 'a' ? value.a : undefined;
}

/** The same for the name of a field. @throws YamlError */
export function readKey(text: string, copies: Copies): string | undefined {
  const documents = readYaml(`${text}: a\n`, kubernetes, copies);
  const [document] = documents;
  if (document === undefined || documents.length > 1 || !isObject(document.value)) return undefined;
  const [entry, ...others] = Object.entries(document.value);
  return others.length === 0 && entry?.[1] === 'a' ? entry[0] : undefined;
}
