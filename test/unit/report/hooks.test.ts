import { expect, test } from '@jest/globals';
import type { TargetPlan } from '../../../src/plan/types.ts';
import { planMarkdown, planText } from '../../../src/report/index.ts';
import { isQuiet } from '../../../src/report/words.ts';
import { noCounts, now, plan } from '../../fixtures/report/samples.ts';

const [sample] = plan.targets;
const runs: TargetPlan = {
  ...(sample as TargetPlan),
  objects: [],
  counts: noCounts,
  findings: [{ severity: 'info', code: 'HOOK_RUNS', message: 'runs', object: 'Job shop/migrate' }],
  risks: [],
  refusals: [],
  notAsked: [],
};

test('a plan of which only hooks run is no plan that does nothing', () => {
  expect(isQuiet(runs)).toBe(false);
  const of = { ...plan, targets: [runs] };
  const texts = [planText(of, { colour: false, now }), planMarkdown(of, { now })];
  for (const text of texts) {
    expect(text).toContain('1 hook to run');
    expect(text).not.toContain('nothing changes');
  }
});
