import fc from 'fast-check';

/** Plain texts, most of which some version of YAML takes for something else than a text. */
const words = [
  'a yes No on OFF y N true null ~ 0 -0 +1 007 0o7 0x1F 0b11 0b-11 08 1_000 _1 1e3 1e+3 1.5 .5 5. -.5 1e 12:30:45 1:2 2020-01-01',
  '2001-12-14t21:59:43Z .inf -.INF .nan 9007199254740993 -9223372036854775808 18446744073709551615 18446744073709551616 1e400',
  '0.1e-7 0xG 1__0 +.5e+3 a:b a#b :a -a ?a http://x/y?z#w << = ... ---a @a `a %a !a &a *a | > " \' é 日本 😀 a\\b { } [ ] , a,b [a a]',
].flatMap((line) => line.split(' '));
const oddWords = ['b c', 'a: ', 'a\tb', '\u2028', '\u0085', '\u00a0', '\ufeff'];
const signs = Array.from('0123456789_.eE+-xobaf:TZ');
const plain = fc.oneof(
  { arbitrary: fc.constantFrom(...words), weight: 8 },
  { arbitrary: fc.constantFrom(...oddWords), weight: 1 },
  {
    arbitrary: fc
      .array(fc.constantFrom(...signs), { minLength: 1, maxLength: 8 })
      .map((some) => some.join('')),
    weight: 6,
  },
);

const doubleQuoted = fc
  .array(
    fc.constantFrom(
      'a',
      ' ',
      "'",
      '\\n',
      '\\t',
      '\\"',
      '\\\\',
      '\\x41',
      '\\u00e9',
      '\\U0001F600',
      '\\0',
      '\\e',
      '\\N',
      '\\_',
      '\\/',
      '\\L',
      '\n  ',
      '\\\n  ',
      '#',
      ': ',
    ),
    { maxLength: 5 },
  )
  .map((parts) => `"${parts.join('')}"`);
const singleQuoted = fc
  .array(fc.constantFrom('a', ' ', '"', "''", '\\', '\n  ', '\n\n  ', '#', ': '), { maxLength: 5 })
  .map((parts) => `'${parts.join('')}'`);
// Never one sign alone: V8's JSON.parse (13.6) takes a name of one escaped sign, such as "\u2028", for the "\\"
// of an object before it, and the answers of Go are read by it.
const name = fc.oneof(
  { arbitrary: plain, weight: 4 },
  doubleQuoted.map((text) => `"q${text.slice(1)}`),
  singleQuoted.map((text) => `'q${text.slice(1)}`),
);
const scalar = fc.oneof({ arbitrary: plain, weight: 4 }, doubleQuoted, singleQuoted);
const tag = fc.constantFrom(
  '!!str ',
  '!!int ',
  '!!float ',
  '!!bool ',
  '!!null ',
  '!!binary ',
  '! ',
  '&x ',
  '&y ',
);
const decorated = fc.oneof(
  { arbitrary: scalar, weight: 12 },
  { arbitrary: fc.tuple(tag, scalar).map((parts) => parts.join('')), weight: 1 },
);
const alias = fc.constantFrom('*x', '*y');

/** A value on one line, or several further in. */
const flow: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => {
  const value = tie('value');
  const gap = fc.constantFrom('', ' ', '  ', '\n    ', '\n', ' # c\n    ');
  const pair = fc.tuple(name, fc.constantFrom(': ', ':', ' : '), value).map((parts) => parts.join(''));
  const list = fc
    .tuple(gap, fc.array(fc.oneof(value, pair), { maxLength: 3 }), fc.constantFrom('', ','))
    .map(([start, items, end]) => `[${start}${items.join(`,${start}`)}${end}]`);
  const map = fc
    .tuple(gap, fc.array(fc.oneof(pair, plain), { maxLength: 3 }), fc.constantFrom('', ','))
    .map(([start, items, end]) => `{${start}${items.join(`, ${start}`)}${end}}`);
  return {
    value: fc.oneof(
      { depthSize: 'small' },
      { arbitrary: decorated, weight: 20 },
      { arbitrary: list, weight: 4 },
      { arbitrary: map, weight: 4 },
      { arbitrary: alias, weight: 1 },
    ),
  };
}).value;

const indentation = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** A text in a block of its own lines, with or without a hint of its indentation. */
const blockScalar = fc
  .tuple(
    fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '|2', '>1-', '|+1'),
    fc.array(fc.constantFrom('a', ' b', '  c', '', '# d', 'e: f', '- g', '\th', '---'), { maxLength: 5 }),
  )
  .map(([head, lines]) => `${head}\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}`);

const comment = fc.constantFrom('', '', '', '', ' # c', '  #', '# d\n');

/** Mappings and lists in block style, one within another. */
const block: fc.Arbitrary<string> = fc.letrec<{ node: string; value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { arbitrary: fc.tuple(flow, comment).map(([text, more]) => ` ${text}${more}`), weight: 8 },
    { arbitrary: blockScalar.map((text) => ` ${text}`), weight: 4 },
    {
      arbitrary: fc
        .tuple(tie('node'), fc.constantFrom(1, 2, 4), fc.constantFrom('\n', '\n', '\n', ' &x\n', ' # c\n'))
        .map(([node, by, head]) => head + indentation(node, by)),
      weight: 6,
    },
    // A list may stand as far out as the key that it belongs to.
    tie('node').map((node) => `\n${node}`),
    alias.map((text) => ` ${text}`),
    fc.constant(''),
  ),
  node: fc.oneof(
    fc
      .array(
        fc.tuple(
          fc.oneof(
            { arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e'), weight: 20 },
            { arbitrary: name, weight: 4 },
            { arbitrary: fc.constantFrom('<<', '? a\n', '!!merge <<'), weight: 1 },
          ),
          tie('value'),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((entries) => entries.map(([key, value]) => `${key}:${value}`).join('\n')),
    fc
      .array(tie('value'), { minLength: 1, maxLength: 3 })
      .map((values) =>
        values.map((value) => `-${value.startsWith('\n') ? value.replace(/^\n */, ' ') : value}`).join('\n'),
      ),
    flow,
  ),
})).node;

/** One document, sometimes with the slips that people make. */
export const yamlDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '# c\n', '\ufeff', '%YAML 1.1\n---\n', '---\n', '\n\n'),
    fc.oneof(
      { arbitrary: block, weight: 4 },
      {
        arbitrary: fc
          .tuple(
            block,
            fc.nat(),
            fc.constantFrom('', ' ', '\t', '\n', ':', '"', "'", '-', '#', '[', '}', ',', '&', '\r'),
          )
          .map(
            ([text, at, sign]) =>
              text.slice(0, at % (text.length + 1)) +
              sign +
              text.slice((at % (text.length + 1)) + (sign === '' ? 1 : 0)),
          ),
        weight: 1,
      },
    ),
    fc.constantFrom('', '\n', '\n', '\n# c\n', '\n...\n', '\r\n'),
  )
  .map((parts) => parts.join(''));
