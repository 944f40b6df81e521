import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PlumblineError } from '../../../src/errors/error.ts';
import {
  errorMarkdown,
  errorText,
  historyMarkdown,
  historyText,
  statusMarkdown,
  statusText,
  validationMarkdown,
  validationText,
} from '../../../src/report/index.ts';
import type { HistoryReport, StatusReport, ValidationReport } from '../../../src/report/types.ts';
import { hostile, unseen } from '../../fixtures/report/hostile.ts';
import { faultsOf } from '../../fixtures/report/markdown-check.ts';
import { now, history as plainHistory, status as plainStatus } from '../../fixtures/report/samples.ts';

const errorOf = (text: string): PlumblineError =>
  new PlumblineError('MANIFEST_INVALID', text, {
    object: text,
    place: { file: text, line: 3, column: 7 },
    // Each line of an excerpt begins with its number.
    excerpt: `${text.replaceAll(/^/gm, '> 3 | ')}\n    | ^`,
    remedy: text,
  });

function validationOf(text: string): ValidationReport {
  const { code, message, object = '', place = { file: '' }, excerpt = '', remedy = '' } = errorOf(text);
  const problem = { message, object, place, remedy };
  const finding = { ...problem, code: text, severity: 'warning' as const };
  const target = { target: text, objects: 1, errors: [{ ...problem, code, excerpt }], findings: [finding] };
  return { apiVersion: 'plumbline.dev/v1alpha1', kind: 'ValidationReport', targets: [target] };
}

function statusOf(text: string): StatusReport {
  const [target] = plainStatus.targets;
  if (target === undefined) throw new Error('the sample has a target');
  const id = { group: text, kind: text, namespace: text, name: text };
  return {
    ...plainStatus,
    targets: [
      {
        ...target,
        target: text,
        cluster: text,
        release: { revision: 1, commit: text, time: text, actor: text },
        pending: { revision: 2, commit: text, phase: 'failed', message: text },
        paused: { until: text, reason: text },
        drifted: [{ id, state: 'drifted' }],
        unready: [{ id, message: text }],
        lastCheck: text,
      },
    ],
  };
}

function historyOf(text: string): HistoryReport {
  const entry = {
    revision: 1,
    commit: text,
    time: text,
    actor: text,
    objects: 1,
    current: true,
  };
  return { ...plainHistory, targets: [{ target: text, cluster: text, entries: [entry] }] };
}

describe('untrusted text in errors, validations, states and histories', () => {
  test('breaks no Markdown', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const options = { now, marker: false };
        for (const markdown of [
          errorMarkdown(errorOf(text), options),
          validationMarkdown(validationOf(text), options),
          statusMarkdown(statusOf(text), options),
          historyMarkdown(historyOf(text), options),
        ]) {
          expect([faultsOf(`\n${markdown}`), markdown]).toEqual([[], markdown]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('reaches a terminal or a log without control, bidi or runner commands', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (text, verbose) => {
        const options = { colour: false, width: 80, now, verbose };
        const out = [
          errorText(errorOf(text), options),
          validationText(validationOf(text), options),
          statusText(statusOf(text), options),
          historyText(historyOf(text), options),
        ].join('\n');
        expect(out).not.toMatch(unseen);
        expect(out.isWellFormed()).toBe(true);
        expect(out).not.toContain('##[');
        expect(out).not.toMatch(/^\s*::/m);
      }),
      { numRuns: 150 },
    );
  });
});
