import { describe, expect, test } from '@jest/globals';
import { jsonLine } from '../../../guard/log.ts';
import { visitText } from '../../../guard/text.ts';
import type { Visit } from '../../../guard/types.ts';
import type { ObjectDrift, TargetDrift } from '../../../src/drift/types.ts';

const now = new Date('2026-11-25T12:00:00Z');
const id = (name: string) => ({ group: '', kind: 'ConfigMap', namespace: 'shop', name });
const edited: ObjectDrift = {
  id: id('a'),
  apiVersion: 'v1',
  state: 'drifted',
  fields: [
    { path: 'data.password', live: 'hunter2', released: 'hunter1', result: 'hunter1', causes: ['drift'] },
  ],
  by: { manager: 'kubectl-edit', operation: 'Update', time: '2026-11-25T11:00:00Z' },
};
const lost: ObjectDrift = {
  id: id('b'),
  apiVersion: 'v1',
  state: 'needs-apply',
  fields: [],
  reason: 'it is fixed',
};
const drift = (objects: ObjectDrift[], rest: Partial<TargetDrift> = {}): TargetDrift => ({
  target: 'shop',
  release: { revision: 2, commit: 'abcdef0' },
  objects,
  foreign: [],
  checked: 3,
  reverted: objects.filter(({ reverted }) => reverted === true).length,
  notAsked: [],
  stats: { milliseconds: 5, requests: { LIST: 1 } },
  ...rest,
});
const visit = (rest: Partial<Visit> = {}): Visit => ({
  release: 'system/shop',
  outcome: 'clean',
  revision: 2,
  commit: 'abcdef0123',
  durationMs: 120,
  notes: [],
  ...rest,
});
const json = (rest: Partial<Visit>): unknown => JSON.parse(jsonLine(visit(rest), now));

describe('a line of JSON', () => {
  test('tells of drift the objects, paths and authors, and no value', () => {
    const line = jsonLine(
      visit({ outcome: 'drifted', drift: drift([{ ...edited, reverted: true }, lost]) }),
      now,
    );
    expect(JSON.parse(line)).toMatchObject({
      time: '2026-11-25T12:00:00.000Z',
      level: 'warning',
      release: 'system/shop',
      outcome: 'drifted',
      objects: 3,
      drifted: 2,
      reverted: 1,
      drifts: [
        {
          object: 'ConfigMap shop/a',
          paths: ['data.password'],
          by: { manager: 'kubectl-edit' },
          reverted: true,
        },
        { object: 'ConfigMap shop/b', state: 'needs-apply', reason: 'it is fixed' },
      ],
    });
    expect(line).not.toContain('hunter');
  });

  test.each<[string, Partial<Visit>]>([
    ['info', { drift: drift([]) }],
    ['info', { outcome: 'reverted', drift: drift([{ ...edited, reverted: true }]) }],
    ['info', { ended: 'resumed', drift: drift([]) }],
    ['warning', { ended: 'rolled-back', drift: drift([]) }],
    ['warning', { outcome: 'interrupted' }],
    ['warning', { drift: drift([], { foreign: [{ id: id('a'), path: 'p', by: { manager: 'm' } }] }) }],
    ['error', { outcome: 'drifted', drift: drift([{ ...edited, error: 'denied' }]) }],
    ['error', { outcome: 'failed', error: { code: 'RECORD_CORRUPT', message: 'damaged' } }],
    ['error', { outcome: 'interrupted', error: { code: 'APPLY_FAILED', message: 'in vain' } }],
  ])('is of level %s: %j', (level, rest) => {
    expect(json(rest)).toMatchObject({ level });
  });

  test('names what was not asked among its notes', () => {
    expect(json({ notes: ['one'], drift: drift([], { notAsked: ['Secret: may not'] }) })).toMatchObject({
      notes: ['one', 'Secret: may not'],
    });
  });
});

describe('the text for people', () => {
  test('has a line for the release and one for each thing to be known', () => {
    const seen = visit({
      outcome: 'drifted',
      drift: drift([
        { ...edited, reverted: true },
        { ...lost, error: 'denied' },
      ]),
      notes: ['a note'],
      error: { code: 'APPLY_FAILED', message: 'in vain', remedy: 'Apply it.' },
    });
    expect(visitText(seen, now).split('\n')).toEqual([
      'system/shop · drifted · release 2 (abcdef0) · 2 of 3 objects drifted, 1 reverted · 0.1 s',
      '  ↺ ConfigMap shop/a  data.password, by kubectl-edit, 1 hour ago, reverted',
      '  ≠ ConfigMap shop/b  only an apply can mend it',
      '      it is fixed',
      '      ✗ not reverted: denied',
      '  ! a note',
      '  ✗ APPLY_FAILED  in vain',
      '    remedy: Apply it.',
    ]);
  });

  test('lets nothing of others begin a line or move the cursor', () => {
    const evil = 'x\n::error::y\u001b[2J';
    const seen = visit({
      outcome: 'failed',
      error: { code: 'SERVER_ERROR', message: evil },
      notes: [evil],
      drift: drift([{ ...lost, reason: evil, error: evil }]),
    });
    const text = visitText(seen, now);
    expect(text.split('\n')).toHaveLength(6);
    expect(text).not.toMatch(/^\s*::/m);
    expect(text.includes('\u001b')).toBe(false);
  });
});
