import { expect, test } from '@jest/globals';
import type { ObjectPlan, Risk } from '../../../src/plan/types.ts';
import { planMarkdown } from '../../../src/report/index.ts';
import { noCounts, now, plan } from '../../fixtures/report/samples.ts';

const reason = '12 deletions are more than maxDeletions (10)';

/** The comment of a plan that deletes one object without consent. */
function comment(risks: Risk[]): string {
  const id = { group: '', kind: 'ConfigMap', namespace: 'shop', name: 'web' };
  const consent = { entry: 'ConfigMap/shop/web', given: false, reason };
  const object: ObjectPlan = {
    id,
    apiVersion: 'v1',
    action: 'delete',
    fields: [],
    risks,
    consent,
    warnings: [],
  };
  const targets = plan.targets.slice(0, 1).map((target) => ({
    ...target,
    objects: [object],
    counts: { ...noCounts, delete: 1 },
    findings: [],
    risks: [],
    refusals: [],
  }));
  return planMarkdown({ ...plan, targets }, { now });
}

test('the reason for which consent is asked is told beside risks of another sort', () => {
  const shown = comment([{ kind: 'pods-restart', message: 'its pods restart' }]).replaceAll('\\', '');
  expect(shown).toContain(`${reason}; its pods restart.`);
});

test('what is lost is told in place of the reason', () => {
  const shown = comment([{ kind: 'data-loss', message: 'its 5Gi volume goes with it' }]).replaceAll('\\', '');
  expect(shown).toContain('its 5Gi volume goes with it.');
  expect(shown).not.toContain(reason);
});
