import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { field, parseJson, sameJson, stringifyJson } from '../../src/manifests/json.ts';
import type { Json } from '../../src/manifests/types.ts';
import { readYaml } from '../../src/manifests/yaml.ts';
import { YamlError } from '../../src/manifests/yaml-events.ts';
import { stringifyYaml } from '../../src/manifests/yaml-write.ts';

// kubectl reads YAML with the code of the API server; `label --local` prints what it read and asks no server.
const { TEST_ASSET_KUBECTL, KUBEBUILDER_ASSETS } = process.env;
const kubectl = TEST_ASSET_KUBECTL ?? (KUBEBUILDER_ASSETS ? join(KUBEBUILDER_ASSETS, 'kubectl') : 'kubectl');

/** The `spec` of each document as kubectl reads it; each is the YAML below the key, indented by two. */
function readByKubectl(specs: readonly string[]): Json[] {
  const documents = specs.map(
    (spec, n) => `apiVersion: x.dev/v1\nkind: Thing\nmetadata: {name: t${n}}\nspec:\n${spec}`,
  );
  const args = ['label', '--local', '--filename=-', '--output=json', 'read=by-kubectl'];
  const output = execFileSync(kubectl, args, {
    input: documents.join('\n---\n'),
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  });
  // One indented object after the other: only their own braces stand at the start of a line.
  return output
    .split(/(?<=^\}$)\n/m)
    .filter((text) => text.trim() !== '')
    .map((text) => field(parseJson(text), 'spec') ?? null);
}

// apimachinery keeps what an int64 cannot hold as a float; we send it as it was written.
const asServer = (value: Json): Json => {
  if (typeof value === 'bigint') return value >= 2n ** 63n ? Number(value) : value;
  if (Array.isArray(value)) return value.map(asServer);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asServer(inner)]));
};

function compare(specs: readonly string[]): string[] {
  const theirs = readByKubectl(specs);
  expect(theirs).toHaveLength(specs.length);
  return specs.flatMap((spec, index) => {
    const ours = asServer(field(readYaml(`spec:\n${spec}`)[0]?.value, 'spec') ?? null);
    if (sameJson(ours, theirs[index])) return [];
    return [`${spec}: ${stringifyJson(ours)}, kubectl ${stringifyJson(theirs[index] ?? null)}`];
  });
}

const readable = (spec: string): boolean => {
  try {
    readYaml(`spec:\n${spec}`);
    return true;
  } catch (thrown) {
    if (thrown instanceof YamlError) return false;
    throw thrown;
  }
};

describe('YAML is read as kubectl and the API server read it', () => {
  const table = JSON.parse(
    readFileSync(new URL('../fixtures/yaml-scalars.json', import.meta.url), 'utf8'),
  ) as {
    scalars: [string, Json][];
  };

  test('the table of scalars', () => {
    expect(compare(table.scalars.map(([text]) => `  a: ${text}`))).toEqual([]);
  });

  test('texts made of digits and signs', () => {
    const signs = fc.constantFrom(...'0123789_.eE+-xobaf:TZ'.split(''));
    const texts = fc
      .sample(fc.array(signs, { minLength: 1, maxLength: 9 }), 3000)
      .map((parts) => parts.join(''));
    expect(compare(texts.map((text) => `  a: ${text}`).filter(readable))).toEqual([]);
  });

  test('merges, block scalars and quotes', () => {
    const specs = [
      '  x: &x {a: 1, b: 2}\n  z: {<<: *x, b: 3}',
      '  <<: [{a: 1}, {a: 2, b: 3}]',
      '  a: 1\n  <<: {a: 2}',
      '  "<<": {a: 1}',
      '  a: |\n    x\n    ---\n\n    z\n',
      '  a: >-\n    x\n    y\n\n    z\n',
      '  a: |+\n    x\n\n  b: 1',
      "  a: \"x\\ty\\x41\\u00e9\"\n  b: 'it''s'",
      '  a: plain text\n    folded # comment',
      '  1: a\n  0x10: b\n  no: c\n  1.5: d',
      '  ? a\n  : b',
      '  - a\n  - - b\n    - c: d',
      '  {a: [1, 2,], "b": {c}}',
    ];
    expect(compare(specs)).toEqual([]);
  });

  test('what we write', () => {
    const scalar = fc.oneof(
      fc.string(),
      fc.constantFrom(...table.scalars.map(([text]) => text)),
      fc.integer(),
    );
    const values = fc.sample(fc.dictionary(fc.string(), scalar, { minKeys: 1 }), 300);
    const specs = values.map((value) => stringifyYaml(value as Json).replace(/^(?=.)/gm, '  '));
    const theirs = readByKubectl(specs);
    expect(
      theirs.flatMap((read, index) => (sameJson(read, values[index] as Json) ? [] : [specs[index]])),
    ).toEqual([]);
  });
});
