import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ProgressEvent } from '../../../src/apply/types.ts';
import { effectText, pathSteps, sectionOf, shortenPath } from '../../../src/report/fields.ts';
import { ProgressPrinter, planText, progressLine } from '../../../src/report/index.ts';
import { clip, plainText, terminalText } from '../../../src/report/plain.ts';
import { valueText } from '../../../src/report/values.ts';
import { age, authorText } from '../../../src/report/words.ts';
import { now, plan } from '../../fixtures/report/samples.ts';

describe('text that is not ours', () => {
  test('shows what would not be seen', () => {
    expect(plainText('a\u001b[31mb\nc\u202ed\u200be\u0085\ud800')).toBe(
      'a␛[31mb␊c<U+202E>d<U+200B>e<U+0085>�',
    );
    expect(plainText('schön 東京 😀')).toBe('schön 東京 😀');
  });

  test('is no command to a runner', () => {
    expect(terminalText('  ::error::x ##[error]y')).toBe('  \\::error::x ##\\[error]y');
  });

  test('is cut without half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const cut = clip(text, max);
        expect(cut.length).toBeLessThanOrEqual(Math.max(max, 1));
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('values', () => {
  test.each([
    ['web', 'web'],
    ['', '""'],
    ['8080', '"8080"'],
    ['true', '"true"'],
    [' x', '" x"'],
    [null, 'null'],
    [9007199254740993n, '9007199254740993'],
    [undefined, '(not set)'],
    [{ a: [1, 'b'], c: {} }, '{ a: [1, b], c: {} }'],
  ])('%p is written %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});

describe('paths', () => {
  const path = 'spec.template.spec.containers[name=web].resources.limits.memory';

  test('fall into steps that join to the path, whatever it holds', () => {
    expect(pathSteps('data["a.b]\\"c"].x[name=web]')).toEqual(['data', '["a.b]\\"c"]', '.x', '[name=web]']);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(pathSteps(text).join('')).toBe(text)),
    );
  });

  test('are shortened in the middle, keys last', () => {
    expect(shortenPath(path, 100)).toBe(path);
    expect(shortenPath(path, 55)).toBe('spec…spec.containers[name=web].resources.limits.memory');
    expect(shortenPath(path, 30)).toHaveLength(28);
    expect(shortenPath(path, 10)).toHaveLength(10);
  });
});

test('colour changes nothing but the colour', () => {
  const options = { width: 80, now };
  const coloured = planText(plan, { ...options, colour: true });
  expect(coloured).toContain('\u001b[');
  expect(stripVTControlCharacters(coloured)).toBe(planText(plan, { ...options, colour: false }));
});

test('ages are told as people do', () => {
  expect(age('2026-11-24T11:59:40Z', now)).toBe('just now');
  expect(age('2026-11-24T11:58:00Z', now)).toBe('2 minutes ago');
  expect(age('2026-11-23T12:00:00Z', now)).toBe('1 day ago');
  expect(age('2026-01-02T12:00:00Z', now)).toBe('on 2026-01-02');
  expect(age('soon', now)).toBe('soon');
  const by = { manager: 'kubectl', subresource: 'scale', time: '2026-11-24T11:00:00Z', guess: true };
  expect(authorText(by, now)).toBe('probably by kubectl (scale), 1 hour ago');
  expect(authorText(by, now, true)).toBe('probably by kubectl (scale), 2026-11-24T11:00:00Z');
});

test('an object stands where its most important cause puts it', () => {
  const sections = plan.targets[0]?.objects.map((object) => sectionOf(object));
  expect(sections).toEqual(['change', 'change', 'change', 'change', 'unapplied', 'drift', 'change']);
});

test('effects are one line', () => {
  const added = { path: 'a', result: 1, causes: ['effect' as const] };
  expect(effectText([])).toBeUndefined();
  expect(effectText([added, added])).toBe('the API server adds 2 defaults');
  expect(effectText([added, { ...added, live: 0 }])).toBe('the API server adds 1 field, alters 1 field');
});

describe('progress', () => {
  const id = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' };
  const events: ProgressEvent[] = [
    { type: 'phase', phase: 'apply', message: 'applying 2 objects' },
    { type: 'object', id, action: 'update', outcome: 'done' },
    { type: 'object', id, action: 'create', outcome: 'failed', message: 'denied' },
    { type: 'waiting', ready: 1, total: 3, unready: [{ id, message: 'not \u001b[2Jready' }] },
    { type: 'waiting', ready: 1, total: 3, unready: [{ id, message: 'still' }] },
    { type: 'waiting', ready: 3, total: 3, unready: [] },
  ];
  const play = (isTTY: boolean, verbose = false): string => {
    const written: string[] = [];
    const printer = new ProgressPrinter({
      write: (text) => void written.push(text),
      isTTY,
      colour: false,
      verbose,
      width: 40,
      stamp: () => '12:00:00',
    });
    for (const event of events) printer.handle(event);
    printer.close();
    return written.join('');
  };

  test('without a terminal is a line with its time, for what is new', () => {
    expect(play(false)).toBe(
      [
        '12:00:00 applying 2 objects',
        '12:00:00 ✗ Deployment shop/web failed: denied',
        '12:00:00 1 of 3 ready; waiting for Deployment shop/web: not ␛[2Jready',
        '12:00:00 3 of 3 ready',
        '',
      ].join('\n'),
    );
    expect(play(false, true)).toContain('12:00:00 Deployment shop/web changed\n');
  });

  test('names the target where there are several', () => {
    expect(progressLine({ type: 'phase', phase: 'done', message: 'applied', target: 'shop' })).toBe(
      'shop: applied',
    );
  });

  test('on a terminal rewrites one line, and leaves failures above it', () => {
    const text = play(true);
    expect(text.split('\n')).toHaveLength(2);
    expect(text).toContain('✗ Deployment shop/web failed: denied\n');
    expect(text.endsWith('\r\u001b[2K')).toBe(true);
    expect(Math.max(...text.split(/\r|\n/).map((line) => line.replace('\u001b[2K', '').length))).toBeLessThan(
      46,
    );
  });
});
