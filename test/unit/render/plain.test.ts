import { expect, test } from '@jest/globals';
import { readAll } from '../../../src/render/plain.ts';

/** A manifest in which aliases stand for some 22,000 keys and values. */
const large = (name: string): string =>
  `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}}
a: &a [${'x,'.repeat(99)}x]
b: &b [${'*a,'.repeat(14)}*a]
c: [${'*b,'.repeat(13)}*b]
`;

test('what aliases add is limited over all files together, and the file is named', () => {
  const files = Array.from({ length: 20 }, (_none, index) => [`${index}.yaml`, large(`n${index}`)] as const);
  const { documents, errors } = readAll(new Map(files.map(([name, text]) => [name, Buffer.from(text)])));
  expect(documents.length).toBeGreaterThan(1);
  expect(errors[0]).toMatchObject({
    code: 'MANIFEST_TOO_LARGE',
    place: { file: `${documents.length}.yaml` },
    message: 'too many values through aliases',
    remedy: 'Write the values out instead of repeating them by aliases.',
  });
});

test.each([
  ['one file', new Map([['a.yaml', Buffer.from('a: 1\n---\n'.repeat(5000))]])],
  ['a list', new Map([['a.yaml', Buffer.from(`apiVersion: v1\nkind: List\nitems: [${'1,'.repeat(5000)}]`)]])],
  [
    'many files',
    new Map(Array.from({ length: 1100 }, (_none, number) => [`${number}.yaml`, Buffer.from('a: 1\n')])),
  ],
])('of very many mistakes in %s the first thousand are told', (_where, files) => {
  const { errors } = readAll(files);
  expect(errors).toHaveLength(1001);
  expect(errors.at(-1)).toMatchObject({
    code: 'MANIFEST_INVALID',
    message: expect.stringContaining('was not looked at'),
  });
});

test('a list of very many objects is read whole', () => {
  const items = '{apiVersion: v1, kind: A, metadata: {name: a}},'.repeat(130_000);
  const text = `apiVersion: v1\nkind: List\nitems: [${items}]`;
  expect(readAll(new Map([['a.yaml', Buffer.from(text)]])).documents).toHaveLength(130_000);
});
