import { DUMP_SCHEMA, defineScalarTag, dump, intYaml11Tag, NOT_RESOLVED } from 'js-yaml';
import type { Json } from './types.ts';
import { integerOf, plainScalar } from './yaml-scalar.ts';

// Integers that no double holds are bigints here. What any reader of YAML 1.1 or 1.2 would take for an integer
// is quoted when it is a text.
const exactInteger = defineScalarTag<number | bigint>('tag:yaml.org,2002:int', {
  implicit: true,
  resolve: (text, isExplicit, tag) =>
    integerOf(text.replaceAll('_', '')) ?? intYaml11Tag.resolve(text, isExplicit, tag),
  identify: (value) =>
    typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(Number(value)) < 1e21),
});

// Whatever else the API server would not read as the text it is.
const otherwise = defineScalarTag<Json>('tag:plumbline.dev,2026:other', {
  implicit: true,
  resolve: (text) => {
    const value = plainScalar(text);
    return typeof value === 'string' ? NOT_RESOLVED : value;
  },
  identify: () => false,
});

const schema = DUMP_SCHEMA.withTags(exactInteger, otherwise);

/** A value as block YAML that the API server reads back as the same value; keys keep their order. */
export function stringifyYaml(value: Json): string {
  return dump(value, { schema, noRefs: true, lineWidth: -1 });
}
