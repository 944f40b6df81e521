import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sameJson } from '../../../../src/manifests/json.ts';
import type { Json, JsonObject } from '../../../../src/manifests/types.ts';
import { Budget } from '../../../../src/render/substitute/budget.ts';
import { evaluate, valuesOf } from '../../../../src/render/substitute/evaluate.ts';
import { substituteObject } from '../../../../src/render/substitute/object.ts';
import { parseTemplate } from '../../../../src/render/substitute/parse-template.ts';
import { isWrittenPlain } from '../../../../src/render/substitute/scalar.ts';
import { TemplateError } from '../../../../src/render/substitute/template.ts';
import { askReference, type Reference } from '../../../support/reference.ts';

const values: Record<string, string> = {
  A: 'web',
  B: '',
  N: '42',
  P: 'a/b/c.tar.gz',
  U: 'Größe',
  Q: '"',
  M: '[x, {y: 1}]',
  Y: 'yes',
  C: 'k: v',
  S: 'it is #1',
  G: 'a*',
};
const ours = valuesOf(values);

/** Pieces of which templates are made, well and badly. */
const names = fc.constantFrom(...Object.keys(values), 'NONE', 'x1', '_');
const word = fc.constantFrom(
  'a',
  'b',
  'web',
  '/',
  '.',
  '*',
  '?',
  '[a-c]',
  '[^x]',
  '\\',
  ':',
  '1',
  '-2',
  '=',
  ' ',
  'ö',
  '$',
  '#',
  '%',
);
const words = fc.array(word, { maxLength: 4 }).map((some) => some.join(''));
const { template } = fc.letrec<{ expansion: string; template: string }>((tie) => {
  const inner = fc.oneof({ depthSize: 'small' }, words, tie('expansion'));
  const operator = fc.constantFrom(
    ':-',
    ':=',
    '=',
    ':',
    '#',
    '##',
    '%',
    '%%',
    '/',
    '//',
    '/#',
    '/%',
    ',',
    ',,',
    '^',
    '^^',
    '-',
  );
  return {
    expansion: fc.oneof(
      names.map((name) => `\${${name}}`),
      names.map((name) => `\${#${name}}`),
      fc.tuple(names, operator, inner).map(([name, sign, rest]) => `\${${name}${sign}${rest}}`),
      fc
        .tuple(names, operator, inner, inner)
        .map(([name, sign, one, two]) => `\${${name}${sign}${one}/${two}}`),
      fc
        .tuple(names, fc.integer({ min: -12, max: 12 }), fc.integer({ min: -12, max: 12 }))
        .map(([name, from, length]) => `\${${name}:${from}:${length}}`),
    ),
    template: fc
      .array(fc.oneof(words, tie('expansion'), fc.constantFrom('$$', '$', '{', '}', '$${', `\${`)), {
        maxLength: 5,
      })
      .map((pieces) => pieces.join('')),
  };
});

beforeAll(() => askReference('template', []), 300_000);

const seeded = { seed: 20261126 };

describe('substitution as Flux does it', () => {
  test('a text is filled in, or refused, alike', async () => {
    const texts = fc.sample(template, { numRuns: 6000, ...seeded });
    const asked = texts.map((text) => ({ template: text, values }));
    const theirs = await askReference('template', asked);
    let filled = 0;
    const differing = texts.filter((text, index) => {
      const their = theirs[index] as Reference;
      const our = filledText(text);
      if (our instanceof TemplateError) return 'result' in their && !isKnown(our);
      filled++;
      return !('result' in their && their.result === our) && !misread.test(text);
    });
    expect(differing).toEqual([]);
    expect(filled).toBeGreaterThan(1000);
  });

  test('what is written without quotes is read anew, and the rest stays a text', async () => {
    const constant = fc.constantFrom('', ' ', '- ', ': ', ' #', "'", '!', 'é', '\n', '\t', '5', 'x', '😀');
    const expansion = fc.constantFrom(...Object.keys(values)).map((name) => `\${${name}}`);
    const text = fc.array(fc.oneof(constant, expansion), { maxLength: 4 }).map((pieces) => pieces.join(''));
    const objects = fc.sample(
      fc.oneof<fc.Arbitrary<JsonObject>[]>(
        text.map((one) => ({ a: one })),
        text.map((one) => ({ a: [one] })),
        text.map((one) => ({ [one]: 'a' })),
      ),
      { numRuns: 6000, ...seeded },
    );
    const asked = objects.map((object) => ({ object, values }));
    const theirs = await askReference('object', asked);
    let filled = 0;
    const differing = objects.flatMap((object, index): unknown[] => {
      const { object: our, mistakes } = substituteObject(object, ours, new Budget());
      const their = theirs[index] as Reference;
      if (mistakes.length > 0) {
        // A name may end the mapping in Flux, and another value stands in its place.
        const isRefused =
          'error' in their || (!('a' in object) && Object.values(their.result ?? {}).join() !== 'a');
        return isRefused || mistakes.some(({ error }) => isKnown(error)) ? [] : [{ object, mistakes, their }];
      }
      filled++;
      return ('result' in their && sameJson(their.result, our)) || isInserted(object)
        ? []
        : [{ object, our, their }];
    });
    expect(differing).toEqual([]);
    expect(filled).toBeGreaterThan(3000);
  });
});

/** We refuse what bash reads otherwise, what is no UTF-8 and so no YAML, and tags that Kubernetes does not know. */
function isKnown({ message }: TemplateError): boolean {
  return /otherwise|gives something else|cuts a character|knows no tag/.test(message);
}

// Flux' scanner steps back too far over what is not ASCII behind a colon.
const misread = /:[^\0-\x7F]/;

/**
 * Into a text that is not written plain Flux puts values as they are: a quote in one ends the text, an empty
 * one changes the lines of a block. Here the value is the value.
 */
function isInserted(object: Json): boolean {
  const text = textOf(object);
  return !isWrittenPlain(text) && /\$\{[QBS]\}/.test(text);
}

function textOf(object: Json): string {
  const [[name, value]] = Object.entries(object as JsonObject) as [[string, Json]];
  return Array.isArray(value) ? String(value[0]) : value === 'a' ? name : String(value);
}

function filledText(text: string): string | TemplateError {
  try {
    return evaluate(parseTemplate(text), ours, new Budget());
  } catch (thrown) {
    if (thrown instanceof TemplateError) return thrown;
    throw thrown;
  }
}
