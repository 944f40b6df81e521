import { describe, expect, test } from '@jest/globals';
import { leaves, ownEntry } from '../../../src/manifests/fieldset.ts';
import { withFields, withoutFields } from '../../../src/manifests/fieldset-edit.ts';
import { field } from '../../../src/manifests/json.ts';
import { renderPath } from '../../../src/manifests/path.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { holdsAllSent } from '../../../src/plan/coverage.ts';
import { decide } from '../../../src/plan/decide.ts';
import { withMembership } from '../../../src/plan/send.ts';
import { alsoOwned, entry } from '../../support/server-side-apply.ts';
import { asApplied, deployment } from './applied.ts';
import { configMap, decisionOf, membership, situationOf } from './situations.ts';

const web = deployment('web');
const sent = withMembership(web, membership);
const live = asApplied(web);
const own = ownEntry(live)?.fieldsV1 as JsonObject;
const owning = (fields: JsonObject): KubeObject => ({
  ...live,
  metadata: { ...live.metadata, managedFields: [entry('plumbline', fields, { apiVersion: 'apps/v1' })] },
});

describe('whether we hold all that is sent', () => {
  test('is so after an apply', () => {
    expect(holdsAllSent(live, sent)).toBe(true);
  });

  test.each(leaves(own).map((path) => [renderPath(path), path] as const))(
    'is not where somebody else has taken %s',
    (_name, path) => {
      const taken = alsoOwned(owning(withoutFields(own, path)), entry('dashboard', withFields({}, path, {})));
      expect(holdsAllSent(taken, sent)).toBe(false);
    },
  );

  test('is so with an empty list, which the server does not track', () => {
    const empty = { ...sent, spec: { ...(sent.spec as JsonObject), volumes: [] } };
    expect(holdsAllSent(live, empty)).toBe(true);
  });

  test('is not where of a map we hold only that it exists', () => {
    const bare = asApplied(configMap('settings', {}));
    const theirs = entry('dashboard', { 'f:data': { 'f:a': {} } });
    const settings = withMembership(configMap('settings', { a: '1' }), membership);
    expect(holdsAllSent(alsoOwned(bare, theirs), settings)).toBe(false);
  });
});

describe('a field that a rule left to a manager', () => {
  const { 'f:replicas': _theirs, ...spec } = field(own, 'f:spec') as JsonObject;
  const left = owning({ ...own, 'f:spec': spec });
  const decided = (live: KubeObject, managers: string[]) => {
    const known = { released: [web], answered: [left], desired: [web], live: [live] };
    const releasedIgnore = [{ managers: ['dashboard'] }];
    const ignore = managers.length === 0 ? [] : [{ managers }];
    return decisionOf(decide(situationOf({ ...known, releasedIgnore, target: { ignore } })), 'web');
  };
  const heldBy = (manager: string): KubeObject =>
    alsoOwned(left, entry(manager, { 'f:spec': { 'f:replicas': {} } }));

  test('is nothing to ask about while the manager holds it', () => {
    expect(decided(heldBy('dashboard'), ['dashboard'])).toMatchObject({ action: 'unchanged', ask: false });
  });

  test('is asked about when somebody else takes it', () => {
    expect(decided(heldBy('kubectl-edit'), ['dashboard'])).toMatchObject({ action: 'restore', ask: true });
  });

  test('is asked about when the rule goes', () => {
    expect(decided(heldBy('dashboard'), [])).toMatchObject({ action: 'restore', ask: true });
  });
});
