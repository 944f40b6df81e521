import { type Place, PlumblineError } from '../../errors/error.ts';
import { isObject } from '../../manifests/json.ts';
import { locate } from '../../manifests/position.ts';
import { decodeText, safeExcerpt, syntaxError } from '../../manifests/read-text.ts';
import type { Json, JsonObject } from '../../manifests/types.ts';
import type { Keys } from '../../manifests/walk.ts';
import { readYaml } from '../../manifests/yaml.ts';
import { YamlError } from '../../manifests/yaml-events.ts';

/** A chart's or kustomization's own file: one mapping, and where its values stand. */
export interface YamlFile {
  file: string;
  text: string;
  value: JsonObject;
  place(path: Keys): Place;
  /** A mistake at a value. */
  invalid(path: Keys, message: string, remedy: string): PlumblineError;
}

/** @throws MANIFEST_SYNTAX, MANIFEST_TOO_LARGE, MANIFEST_INVALID */
export function readYamlFile(bytes: Uint8Array, file: string): YamlFile {
  const text = decodeText(bytes, file);
  const source = { file, line: 1, document: 0 };
  const invalid = (path: Keys, message: string, remedy: string): PlumblineError => {
    const at = locate(text, source, path);
    const place = { file, line: at.line, column: at.column };
    return new PlumblineError('MANIFEST_INVALID', message, { place, ...safeExcerpt(text, at), remedy });
  };
  const values = read(text, file);
  const [first] = values;
  if (values.length > 1) throw invalid([], `${file} holds several documents`, 'Keep one.');
  const value = first ?? {};
  if (!isObject(value)) throw invalid([], `${file} is no mapping`, 'Write key: value lines.');
  const place = (path: Keys): Place => {
    const { line, column } = locate(text, source, path);
    return { file, line, column };
  };
  return { file, text, value, place, invalid };
}

function read(text: string, file: string): Json[] {
  try {
    return readYaml(text).map(({ value }) => value);
  } catch (thrown) {
    if (!(thrown instanceof YamlError)) throw thrown;
    throw syntaxError(thrown, text, file);
  }
}
