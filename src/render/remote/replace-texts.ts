import { isObject, valueAt } from '../../manifests/json.ts';
import type { Json } from '../../manifests/types.ts';
import { type Keys, walkOf } from '../../manifests/walk.ts';
import { stringifyYaml } from '../../manifests/yaml-write.ts';
import type { YamlFile } from './yaml-file.ts';

/** What is the same text without quotes and in any, wherever it stands. */
const plainAnywhere = /^[A-Za-z.][\w.@/=-]*$/;

/**
 * The text of a file with other texts at some of its values. Lines and comments stay, so that places in later
 * messages are those of the file; where a value is not written out as it is (an alias, a block, escapes) the file
 * is written anew.
 */
export function replaceTexts({ text, value }: YamlFile, replacements: ReadonlyMap<Keys, string>): string {
  const spans = [...replacements].map(([path, replacement]) => {
    const { offset, length } = walkOf(text).find(0, path, 'value');
    return { offset, end: offset + length, old: valueAt(value, path), replacement };
  });
  const isWrittenOut = spans.every(
    ({ offset, end, old, replacement }) => text.slice(offset, end) === old && plainAnywhere.test(replacement),
  );
  if (!isWrittenOut) {
    return stringifyYaml(
      [...replacements].reduce<Json>((made, [path, by]) => replaceAt(made, path, by), value),
    );
  }
  let replaced = text;
  for (const { offset, end, replacement } of spans.toSorted((a, b) => b.offset - a.offset)) {
    replaced = replaced.slice(0, offset) + replacement + replaced.slice(end);
  }
  return replaced;
}

function replaceAt(value: Json, [step, ...rest]: Keys, text: string): Json {
  if (step === undefined) return text;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? replaceAt(item, rest, text) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === step ? replaceAt(inner, rest, text) : inner]),
  );
}
