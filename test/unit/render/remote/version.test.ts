import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseVersion, VersionRange } from '../../../../src/render/remote/version.ts';
import { askReference } from '../../../support/reference.ts';

const number = fc.integer({ min: 0, max: 3 }).map(String);
const preRelease = fc.constantFrom('', '', '', '', '-0', '-alpha', '-rc.1', '-rc.2');
const versions = fc
  .tuple(number, number, number, preRelease, fc.constantFrom('', '', '+1'))
  .map(([major, minor, patch, pre, build]) => `${major}.${minor}.${patch}${pre}${build}`);
const free = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 1, arbitrary: fc.constantFrom('x', 'X', '*') },
);
const partial = fc
  .tuple(fc.constantFrom('', '', 'v'), fc.array(free, { minLength: 1, maxLength: 3 }), preRelease)
  .map(([v, parts, pre]) => `${v}${parts.join('.')}${pre}`);
const operator = fc.constantFrom('', '=', '!=', '>', '<', '>=', '=>', '<=', '=<', '~', '~>', '^');
const space = fc.constantFrom('', ' ');
const single = fc.tuple(operator, space, partial).map((parts) => parts.join(''));
const between = fc.tuple(partial, partial).map(([low, high]) => `${low} - ${high}`);
const group = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: single }, { weight: 1, arbitrary: between }), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.constantFrom(' ', ', ', ','),
  )
  .map(([parts, separator]) => parts.join(separator));
const ranges = fc.array(group, { minLength: 1, maxLength: 2 }).map((groups) => groups.join(' || '));

describe('a range of versions', () => {
  test('holds the same versions as for Helm, in thousands of generated ranges', async () => {
    const cases = fc.sample(
      fc.record({ range: ranges, versions: fc.array(versions, { minLength: 20, maxLength: 20 }) }),
      { numRuns: 3000, seed: 20261126 },
    );
    const answers = await askReference('versions', cases);
    const differences = cases.flatMap(({ range, versions: texts }, index) => {
      const read = VersionRange.parse(range);
      const ours =
        read === undefined
          ? 'no range'
          : texts.filter((text) => {
              const version = parseVersion(text);
              return version !== undefined && read.has(version);
            });
      const answer = answers[index];
      const theirs = answer !== undefined && 'result' in answer ? answer.result : 'no range';
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ range, ours, theirs }];
    });
    expect(differences).toEqual([]);
  });

  test.each(['latest', '1.2.3.4', '>', '1..2', '^1.2 or so', '|| 1', '1 &&'])('is not %j', async (text) => {
    const [answer] = await askReference('versions', [{ range: text, versions: [] }]);
    expect(VersionRange.parse(text) === undefined).toBe(answer !== undefined && 'error' in answer);
  });

  test.each([
    ['', ['0.0.1', '1.2.3']],
    ['*', ['0.0.1', '1.2.3']],
    ['>=0.0.0-0', ['0.0.1', '1.2.3', '2.0.0-rc.1']],
  ])('that is %j is any version', (text, all) => {
    const range = VersionRange.parse(text);
    expect(all.filter((one) => range?.has(parseVersion(one) as never) === true)).toEqual(all);
  });
});

describe('a version', () => {
  test.each([
    ['v1.2.3', '1.2.3'],
    ['1.2', '1.2.0'],
    ['1', '1.0.0'],
    ['1.2.3-rc.1+build', '1.2.3-rc.1'],
    ['latest', undefined],
    ['1.2.3.4', undefined],
  ])('%j is read as %j', (text, version) => {
    expect(parseVersion(text)?.version).toBe(version);
  });
});
