import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Renderer } from '../../../render-wasm/index.ts';
import { printed } from '../../../render-wasm/kustomization.ts';
import { nativeTool, nativeToolTimeoutMs } from '../../support/native-tools.ts';
import { filesOf, onDisk, openRenderer, printedBy } from './native.ts';

const times = Number(process.env.PLUMBLINE_FUZZ ?? 1);
const seed = Number(process.env.PLUMBLINE_FUZZ_SEED ?? 1);

let renderer: Renderer;
let kustomize: string;
beforeAll(async () => {
  kustomize = await nativeTool('kustomize');
  renderer = await openRenderer();
}, nativeToolTimeoutMs);
afterAll(async () => {
  await renderer.close();
});

const odd = `0 -0 00 1 -1 007 0o7 0x1F 0b11 1_000 12345678901234567 123456789012345678 1234567890123456789
  9223372036854775807 9223372036854775808 -9223372036854775808 18446744073709551615 1.0 1.5 -1.50 1e3 1E3 1e21 1e-7 .5 5. .inf -.INF .nan
  true false True TRUE yes no on off y n Yes null Null ~ 2020-01-01 2020-01-01T00:00:00Z 12:30:45 1:2 0.1.2 v1.2
  !!str 5 !!int "5" !!float 1 !!bool "true" !!null "" !!binary aGk= !!timestamp 2020-01-01 !custom x
  a:b a#b -a ?a =a <a >a 'a' a'b a"b a\\b @ % & * ! | é 🦊`.split(/\s+/);

const text = fc.oneof(
  fc.constantFrom(...odd),
  fc.string({ maxLength: 12 }),
  fc.string({ maxLength: 120, unit: fc.constantFrom('a', ' ', '-', ':', '#') }),
  fc.constantFrom(
    '',
    ' ',
    ' a',
    'a ',
    'a\n',
    '\na',
    'a\n\nb\n',
    ' a\n b',
    'a\tb',
    'a\r\nb',
    '# a',
    '- a',
    'a: b',
    '---',
    '...',
  ),
);

const quoted = (value: string): string => `'${value.replaceAll("'", "''").replaceAll(/[\n\r\t]/g, ' ')}'`;
const literal = (value: string): string =>
  `|-\n        ${value.replaceAll('\r', '').trimStart().replaceAll('\n', '\n        ')}`;

/** A scalar as it may stand behind `key: `, in one line or indented below it. */
const scalar = fc.oneof(
  fc.constantFrom(
    ...odd.filter((one) => !/^[!@%&*|>?'"=-]/.test(one)),
    '',
    '!!str 5',
    '!!int "5"',
    '-1',
    '-1.5',
  ),
  text.filter((one) => !one.includes('\0')).map((one) => JSON.stringify(one)),
  text.filter((one) => /^[\x20-\x7e\n\r\t]*$/.test(one)).map(quoted),
  text.filter((one) => /^[\x20-\x7e\n]*$/.test(one) && one.trim() !== '').map(literal),
  fc.constantFrom(
    '{}',
    '[]',
    '[1, a]',
    '{a: 1, "b": [x]}',
    'a # comment',
    '&x a',
    '[&y {a: 1}, *y]',
    '{a: , b: ~}',
  ),
);

test(
  'values of every form and style are printed as kustomize prints them',
  async () => {
    let compared = 0;
    const object = fc.array(scalar, { minLength: 1, maxLength: 8 });
    const check = async (objects: string[][]): Promise<void> => {
      const texts = objects.map((values, index) => {
        const fields = values.map((value, field) => `    k${field}: ${value}\n`).join('');
        return `apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: o${index}\nspec:\n${fields}`;
      });
      const names = texts.map((_, index) => `o${index}.yaml`);
      const files = filesOf({
        'kustomization.yaml': `resources: [${names.join(', ')}]\n`,
        ...Object.fromEntries(texts.map((one, index) => [`o${index}.yaml`, one])),
      });
      const native = await onDisk(files, async (root) => await printedBy(kustomize, ['build', '.'], root));
      const built = await renderer.buildKustomization({ files, folder: '.' }).catch(() => undefined);
      expect(built && printed(built.documents)).toBe(native);
      if (native !== undefined) compared += objects.length;
    };

    const many = fc.array(object, { minLength: 1, maxLength: 10 });
    await fc.assert(fc.asyncProperty(many, check), { numRuns: 30 * times, seed });
    expect(compared).toBeGreaterThan(100 * times);
  },
  120_000 * times,
);
