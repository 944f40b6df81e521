import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../../../src/manifests/types.ts';
import { Budget, TooMuch } from '../../../../src/render/substitute/budget.ts';
import { evaluate, valuesOf } from '../../../../src/render/substitute/evaluate.ts';
import { substituteObject } from '../../../../src/render/substitute/object.ts';
import { parseTemplate } from '../../../../src/render/substitute/parse-template.ts';
import { TemplateError } from '../../../../src/render/substitute/template.ts';

const values = valuesOf({
  NAME: 'Web-api.v2',
  N: '3',
  EMPTY: '',
  LONG: 'one\ntwo',
  ALSO: 'no: thing',
  LIST: '[a, b]',
});
const fill = (text: string): string => evaluate(parseTemplate(text), values, new Budget());
const filled = (object: Json): Json => {
  const { object: result, mistakes } = substituteObject(object, values, new Budget());
  expect(mistakes).toEqual([]);
  return result;
};

describe('the forms', () => {
  test.each([
    [`\${NAME}`, 'Web-api.v2'],
    [`a-\${N}-b`, 'a-3-b'],
    [`\${EMPTY:-x}`, 'x'],
    [`\${EMPTY:=x}`, 'x'],
    [`\${EMPTY=x}`, 'x'],
    [`\${NONE:-a\${N}b}`, 'a3b'],
    [`\${NONE:-}`, ''],
    [`\${NAME,}`, 'web-api.v2'],
    [`\${NAME,,}`, 'web-api.v2'],
    [`\${NAME^^}`, 'WEB-API.V2'],
    [`\${#NAME}`, '10'],
    [`\${NAME:4}`, 'api.v2'],
    [`\${NAME:4:3}`, 'api'],
    [`\${NAME:-2}`, 'Web-api.v2'],
    [`\${NAME:0:-3}`, 'Web-api'],
    [`\${NAME#*-}`, 'api.v2'],
    [`\${NAME%.*}`, 'Web-api'],
    [`\${NAME%%-*}`, 'Web'],
    [`\${NAME/-/_}`, 'Web_api.v2'],
    [`\${NAME//[e]/}`, 'Web-api.v2'],
    [`\${NAME/#Web/App}`, 'App-api.v2'],
    [`\${NAME/%v2/v3}`, 'Web-api.v3'],
    [`\${NAME/\\//x}`, 'Web-api.v2'],
    ['$NAME $(NAME) $', '$NAME $(NAME) $'],
    [`$\${NAME} $$`, `\${NAME} $`],
    [`$$\${N}`, '$3'],
    [`\${LONG}`, 'onetwo'],
  ])('%s', (text, result) => expect(fill(text)).toBe(result));

  test.each([
    ['an undefined variable', `a \${NONE}`, 2],
    ['an undefined variable with an operator', `\${NONE^^}`, 0],
    ['an undefined variable in a default', `\${N:-\${NONE}}`, 5],
    ['no closing brace', `x\${N`, 1],
    ['no name', `\${}`, 2],
    ['an operator of bash that Flux does not know', `\${N-3}`, 3],
    ['an operator that Flux reads otherwise than bash', `\${N:?missing}`, 3],
    ['a character that is cut in two', `\${NONE:=ü}\${UMLAUT:0:1}`, 10],
    ['a hundred expansions in one another', `${`\${A:-`.repeat(100)}x${'}'.repeat(100)}`, 250],
  ])('%s is an error at its place', (_what, text, offset) => {
    const all = new Map([...values, ['UMLAUT', 'ü']]);
    const evaluated = () => evaluate(parseTemplate(text), all, new Budget());
    expect(evaluated).toThrow(TemplateError);
    expect(evaluated).toThrow(expect.objectContaining({ offset }));
  });

  test('a text without a dollar stays as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).map((text) => text.replaceAll('$', '')),
        (text) => fill(text) === text,
      ),
    );
  });

  test('any text is filled in, or refused at a place within it', () => {
    const piece = fc.constantFrom(
      `\${`,
      '}',
      '$$',
      'N',
      'NAME',
      ':',
      '-',
      '=',
      '/',
      '#',
      '%',
      ',',
      '^',
      '3',
      'x',
      '\\',
      '*',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        try {
          fill(text);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(TemplateError);
          const { offset } = thrown as TemplateError;
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['that multiply one another', `\${BIG//a/\${BIG}}`],
    ['that repeat a long value', `\${BIG}`.repeat(200)],
    ['with a slow pattern', `\${BIG%%*a*a*a*a*a*b}`.repeat(30)],
  ])('expansions %s are refused before they take time', (_what, text) => {
    const big = new Map([['BIG', 'a'.repeat(100_000)]]);
    expect(() => evaluate(parseTemplate(text), big, new Budget())).toThrow(TooMuch);
  });
});

describe('an object', () => {
  test('gets numbers, lists and null where Flux would write the text without quotes', () => {
    expect(
      filled({ a: `\${N}`, b: [`\${LIST}`], c: `\${EMPTY}`, d: `\${N}.5`, e: `\${NONE:=true}` }),
    ).toEqual({
      a: 3,
      b: [['a', 'b']],
      c: null,
      d: 3.5,
      e: true,
    });
  });

  test('keeps texts that need quotes or several lines as texts', () => {
    const object = { a: `n: \${N}`, b: `\${N}\n`, c: ` \${N}`, d: `"\${N}"`, e: `!\${N}` };
    expect(filled(object)).toEqual({ a: 'n: 3', b: '3\n', c: ' 3', d: '"3"', e: '!3' });
  });

  test('gets texts where the value brings its quotes', () => {
    const { object } = substituteObject(
      { a: `\${Q}\${N}\${Q}` },
      new Map([...values, ['Q', '"']]),
      new Budget(),
    );
    expect(object).toEqual({ a: '3' });
  });

  test('gets names of fields, too', () => {
    expect(filled({ [`\${NAME}`]: { $$: 1 } })).toEqual({ 'Web-api.v2': { $: 1 } });
  });

  test.each([
    ['a value that is no YAML there', { a: `\${ALSO}` }, ['a'], 'value'],
    ['a key that is none', { a: { [`\${LIST}`]: 1 } }, ['a', `\${LIST}`], 'key'],
    ['a key that is there already', { a: 1, [`\${NONE:=a}`]: 2 }, [`\${NONE:=a}`], 'key'],
    ['an undefined variable in a list', { a: [1, `\${NONE}`] }, ['a', 1], 'value'],
  ])('with %s tells where', (_what, object, path, what) => {
    const { mistakes } = substituteObject(object, values, new Budget());
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatchObject({ path, what });
  });

  test.each(['kustomize.toolkit.fluxcd.io/substitute', 'plumbline.dev/substitute'])(
    'is left alone with %s: disabled',
    (name) => {
      const annotated = { metadata: { annotations: { [name]: 'disabled' } }, data: { a: `\${NONE} $$` } };
      const labelled = { metadata: { labels: { [name]: 'disabled' } }, data: { a: `\${NONE} $$` } };
      expect(filled(annotated)).toBe(annotated);
      expect(filled(labelled)).toBe(labelled);
    },
  );

  test('of any kind, with any values, is filled in or told', () => {
    const text = fc
      .array(
        fc.constantFrom(
          `\${A}`,
          `\${B:-c}`,
          `\${C}`,
          '$$',
          'x',
          ': ',
          ' #',
          '[',
          '&a ',
          '*a',
          '\n',
          '"',
          '!!int ',
        ),
        { maxLength: 4 },
      )
      .map((pieces) => pieces.join(''));
    const object = fc.dictionary(text, fc.oneof(text, fc.array(text), fc.dictionary(text, text)));
    const value = fc.constantFrom(
      '',
      '1',
      'a: b',
      '[a',
      '{a: 1}',
      '*a',
      '&a b',
      '<<',
      '- a',
      '# b',
      '"',
      "'",
      '|',
      '---',
      '\t',
      '\u2028',
    );
    fc.assert(
      fc.property(object, value, value, (one, a, c) => {
        const { object: result, mistakes } = substituteObject(
          one as Json,
          valuesOf({ A: a, C: c }),
          new Budget(),
        );
        expect(result).toBeDefined();
        for (const { error } of mistakes) expect(error).toBeInstanceOf(TemplateError);
      }),
      { numRuns: 2000 },
    );
  });

  test('with values that repeat one another by aliases is refused, over the whole target', () => {
    const bomb = valuesOf({
      X: `[&a [1,2,3,4,5,6,7,8,9], ${Array.from({ length: 500 }, () => '*a').join(', ')}]`,
    });
    const budget = new Budget();
    const fill = () => substituteObject({ a: `\${X}` }, bomb, budget).mistakes;
    let told = fill();
    for (let times = 0; times < 100 && told.length === 0; times++) told = fill();
    expect(told[0]?.error.message).toContain('through aliases');
  });

  test('without a variable is the same object', () => {
    const object = { a: ['b', { c: '$d' }] };
    expect(filled(object)).toBe(object);
  });
});
