import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  annotations,
  applyMarkdown,
  applyText,
  planMarkdown,
  planText,
  readMarker,
  summaryMarkdown,
} from '../../../src/report/index.ts';
import { hostile, hostilePlan, unseen } from '../../fixtures/report/hostile.ts';
import { faultsOf } from '../../fixtures/report/markdown-check.ts';
import { applied, now } from '../../fixtures/report/samples.ts';

const links = {
  files: 'https://github.com/acme/shop/blob/x',
  run: 'https://github.com/acme/shop/actions/runs/1',
};

const applyOf = (text: string) => {
  const [result] = applied.results;
  if (result === undefined) throw new Error('the sample has a result');
  const plan = hostilePlan(text);
  const objects = (plan.targets[0]?.objects ?? []).map(({ id, apiVersion, action, error }, index) => ({
    id,
    apiVersion,
    action,
    outcome: index === 1 ? ('failed' as const) : ('done' as const),
    ...(error !== undefined && { error }),
    warnings: [text],
  }));
  const unhealthy = objects.map(({ id }) => ({ id, message: text }));
  const error = { code: 'APPLY_FAILED' as const, message: text, remedy: text, object: text };
  const failed = {
    ...result,
    target: text,
    cluster: text,
    commit: text,
    outcome: 'failed' as const,
    objects,
    unhealthy,
  };
  return {
    ...applied,
    results: [
      { ...failed, plan: plan.targets[0], tombstones: objects.map(({ id }) => id), warnings: [text], error },
    ],
  };
};

describe('untrusted text', () => {
  test('never breaks the comment, at any limit', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.integer({ min: 3000, max: 30_000 }),
        fc.integer({ min: 1, max: 6 }),
        (text, limit, copies) => {
          const markdown = planMarkdown(hostilePlan(text, copies), {
            now,
            links,
            limit,
            head: text,
            label: text,
          });
          expect(faultsOf(markdown)).toEqual([]);
          expect(markdown.length).toBeLessThanOrEqual(limit);
          expect(readMarker(markdown)).toMatchObject({ v: 1, state: 'planned', plan: 'abc' });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('never breaks the comment of an apply, nor a step summary', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(faultsOf(applyMarkdown(applyOf(text) as never, { now, links }))).toEqual([]);
        expect(faultsOf(`\n${summaryMarkdown(hostilePlan(text), { now, links })}`)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('reaches a terminal or a log without control, bidi or runner commands', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), fc.integer({ min: 40, max: 200 }), (text, verbose, width) => {
        const options = { colour: false, width, now, verbose };
        const out = planText(hostilePlan(text), options) + applyText(applyOf(text) as never, options);
        expect(out).not.toMatch(unseen);
        expect(out.isWellFormed()).toBe(true);
        expect(out).not.toContain('##[');
        expect(out).not.toMatch(/^\s*::/m);
      }),
      { numRuns: 200 },
    );
  });

  test('stays plain in annotations', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const { title, message } of annotations(hostilePlan(text))) {
          expect(`${title}${message}`).not.toMatch(/[\r\n]/);
          expect(message.length).toBeLessThanOrEqual(4096);
        }
      }),
      { numRuns: 100 },
    );
  });
});
