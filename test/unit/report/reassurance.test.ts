import { describe, expect, test } from '@jest/globals';
import type { ObjectPlan, TargetPlan } from '../../../src/plan/types.ts';
import { planMarkdown } from '../../../src/report/index.ts';
import { noCounts, now, plan } from '../../fixtures/report/samples.ts';

const [sample] = plan.targets;
if (sample === undefined) throw new Error('the sample has a target');

const update: ObjectPlan = {
  id: { group: '', kind: 'ConfigMap', namespace: 'shop', name: 'web' },
  apiVersion: 'v1',
  action: 'update',
  fields: [{ path: 'data.a', live: '1', desired: '2', result: '2', causes: ['change'] }],
  risks: [],
  warnings: [],
};
const asked: TargetPlan = {
  ...(sample as TargetPlan),
  objects: [update],
  counts: { ...noCounts, update: 1 },
  findings: [],
  risks: [],
  refusals: [],
};
const comment = (...targets: TargetPlan[]): string => planMarkdown({ ...plan, targets }, { now });

const reassurance = 'Nothing is deleted or replaced; no pods restart.';

describe('that nothing is deleted or replaced', () => {
  test('is said where the server was asked about every object', () => {
    expect(comment(asked)).toContain(reassurance);
  });

  test('is not said of Git compared with Git, where nobody was asked', () => {
    const { cluster: _, ...rest } = asked;
    expect(comment({ ...rest, base: 'HEAD' })).not.toContain('Nothing is deleted');
  });

  test('is not said where one of several targets was not asked', () => {
    expect(comment(asked, { ...asked, target: 'other', base: 'HEAD' })).not.toContain('Nothing is deleted');
  });

  test('is not said where an effect was not asked, as of a login that may not dry-run', () => {
    const objects = [update, { ...update, effectNotAsked: 'the login may not ask in a dry run' }];
    expect(comment({ ...asked, objects })).not.toContain('Nothing is deleted');
  });
});
