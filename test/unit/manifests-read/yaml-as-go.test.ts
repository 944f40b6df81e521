import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sameJson } from '../../../src/manifests/json.ts';
import { locate } from '../../../src/manifests/position.ts';
import type { Json } from '../../../src/manifests/types.ts';
import { readYaml } from '../../../src/manifests/yaml.ts';
import { YamlError } from '../../../src/manifests/yaml-events.ts';
import { askReference, type Reference } from '../../support/reference.ts';
import { yamlDocument } from './arbitrary-yaml.ts';

beforeAll(() => askReference('yaml', []), 300_000);

/** What we refuse and Go reads, with the reason. All of it is told at its place, and none of it is misread. */
const stricter: [message: RegExp, reason: string][] = [
  [/the key is not a plain text/, 'null and most decimals would become another name unseen'],
  [/Kubernetes knows no tag|the value is not what its tag/, 'Go leaves such values as texts, or out'],
  [/ends a line for Kubernetes|a byte order mark/, 'YAML 1.1 has line breaks that editors do not show'],
  [/within brackets needs/, 'Go takes the sign for a part of the text, or of the mapping'],
  [/name of an anchor/, 'Go takes the rest for a value'],
  [/an escaped line break before an empty line/, 'our parser loses the empty line'],
  [
    /end of the stream or a document separator|expected the node content|there is no anchor/,
    'Go reads no further, and leaves out what follows',
  ],
  [
    /bad indentation|deficient indentation|missed comma|a line break is expected|a whitespace character/,
    'a comment without a space before it, a carriage return within a line',
  ],
  [
    /unknown escape sequence|non-printable|cannot contain|duplication of|alias node|<< needs a mapping/,
    'not YAML, and Go does not look',
  ],
];

/** What Go refuses and we read, with the reason: who writes it so is told by kubectl, and means what we read. */
const wider: [message: RegExp, reason: string][] = [
  [/unknown escape character/, 'JSON has \\/'],
  [/tab character|cannot start any token/, 'tabs that indent nothing'],
  [/did not find expected/, 'YAML 1.2 allows more signs in texts'],
  [/unsupported map key/, 'integers of 64 bits without a sign as names, empty names'],
  [
    /already set in map/,
    'a field that overrides one that was merged in, which only the strict reading refuses',
  ],
  [/cannot decode/, 'a number for a !!float, digits for an !!int'],
  [/could not find expected ':'/, 'a name of several lines'],
  [/mapping values are not allowed/, 'a tag on the line of the first name of its mapping'],
];

/** Where one of them stands the parser may find another fault first. */
const hiddenBreak = /[\u0085\u2028\u2029]/;

const isListed = (list: [RegExp, string][], message: string): boolean =>
  list.some(([form]) => form.test(message));

function read(text: string): Json | YamlError {
  try {
    return readYaml(text)[0]?.value ?? null;
  } catch (thrown) {
    if (thrown instanceof YamlError) return thrown;
    throw thrown;
  }
}

/** A manifest is a mapping: what else may stand at the root of a text is of no interest. */
const isManifest = (value: Json | undefined): boolean => typeof value === 'object' && value !== null;

test('documents of all kinds are read as Go reads them, but for what is listed', async () => {
  const texts = fc.sample(yamlDocument, { numRuns: 8000, seed: 20261126 });
  const theirs = await askReference('yaml', texts);
  let same = 0;
  const differing = texts.flatMap((text, index): object[] => {
    const our = read(text);
    const their = theirs[index] as Reference;
    if (our instanceof YamlError) {
      const isKnown = 'error' in their || isListed(stricter, our.message) || hiddenBreak.test(text);
      return isKnown ? [] : [{ text, refused: our.message, their }];
    }
    if ('error' in their) return isListed(wider, their.error) ? [] : [{ text, our, refused: their.error }];
    if (!isManifest(our) && !isManifest(their.result)) return [];
    if (sameJson(our, their.result)) same++;
    else return [{ text, our, their: their.result }];
    return [];
  });
  expect(differing).toEqual([]);
  expect(same).toBeGreaterThan(1500);
});

test.each([
  ['a last line without a line break', 'a: |\n  x\n  y'],
  ['a last line without a line break, kept', 'a: >+\n  x\n\n  y'],
  ['a last line of spaces', 'a: |\n  x\n  '],
  ['a last line of more spaces', 'a: >\n  x\n   '],
  ['a bracket at the very left', 'a: {\n}\nb: [\n]\n'],
  ['values in brackets at the very left', 'a: [\n"x",\n{"y": [\n1\n]}\n]\nb: 1\n'],
  ['quotes over lines at the very left', 'a:\n  b: "x\ny"\n  c: \'x\n\n y\'\n'],
  ['a name given again within what has it', 'a: &x\n  b: &x 1\nc: *x\n'],
  ['a line separator within quotes', 'a: "b\u2028c"\nd: "\u2028"\n'],
  ['a sign behind the prefix', 'a: 0b-11\nb: 0b+1\n'],
  ['a sign within an exponent', 'a: 1e+3\nb: -1E-2\n'],
])('%s is read as Go reads it', async (_what, text) => {
  const [their] = await askReference('yaml', [text]);
  expect({ result: read(text) }).toEqual(their);
});

test.each([
  ['a text in brackets that begins with a "?"', 'a: [?b]', 4],
  ['a "?" in brackets', 'a: [http://x/?y=z]', 13],
  ['a ":" in brackets without a space behind it', 'a: {b:}', 5],
  ['a ":" in brackets with a space before it', 'a: [b :, c]', 6],
  ['a tab behind a comma in brackets', '- a\n- {b,  \tc}\n', 12],
  ['a line break that editors do not show', 'a: b\n# c\u2028d: e\n', 8],
  ['an anchor with other signs than Go takes', 'a: &b:c d\n', 4],
  ['a byte order mark between two files', 'a: b\n\uFEFFc: d\n', 5],
  ['a document that begins within brackets', 'a: [\n--- ]\n', 5],
  ['bytes that are no text', 'a: !!binary /w==', 12],
  ['quotes that do not end', 'a: "b\nc: d\n', 6],
])('%s is refused at its place', (_what, text, offset) => {
  expect(read(text)).toBeInstanceOf(YamlError);
  expect(read(text)).toMatchObject({ offset });
});

test('values are found where they stand, however far in', () => {
  const text = 'a: [\n"x",\n{"y": 1}\n]\nb: 2\n';
  const source = { file: 'a.yaml', line: 1, document: 0 };
  expect(locate(text, source, ['a', 1, 'y'])).toMatchObject({ line: 3, column: 7, length: 1 });
  expect(locate(text, source, ['b'])).toMatchObject({ line: 5, column: 4 });
});

test('a large text with many such lines is refused before it takes time', () => {
  const text = `a: [\n${'"b",\n'.repeat(300_000)}]\n`;
  const started = process.cpuUsage();
  expect(read(text)).toBeInstanceOf(YamlError);
  expect(process.cpuUsage(started).user).toBeLessThan(20_000_000);
});
