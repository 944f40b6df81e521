import { expect, test } from '@jest/globals';
import { revisionToRestore, rollbackContext } from '../../../src/apply/rollback.ts';
import { applyTarget } from '../../../src/apply/run.ts';
import type { ApplyResult } from '../../../src/apply/types.ts';
import { consentEntry } from '../../../src/manifests/identity.ts';
import { claim, configMap, live, recordOf, useClient } from './scene.ts';
import { InProcess } from './target.ts';

const client = useClient();

const two = [configMap('a'), configMap('b')];
const letter = (commit: string | undefined): string | undefined => commit?.[0];

async function rollback(
  target: InProcess,
  to: number,
  consents: { allowDestroy: string[]; maxDeletions: number },
): Promise<ApplyResult> {
  const release = await recordOf(client(), target);
  const clients = { client: client(), objects: client() };
  const options = { progress: () => undefined, consents };
  const context = await rollbackContext(clients, release, revisionToRestore(release, to), options);
  return applyTarget(context, {
    holder: 'rollback',
    lockTimeoutMs: 10_000,
    duringPause: false,
    ancestry: { contains: () => Promise.resolve('yes'), reapply: true },
  });
}

test('the consent by which a revision was made does not agree to deleting again what has come back since', async () => {
  const target = new InProcess(client());
  const entry = consentEntry({
    group: '',
    kind: 'PersistentVolumeClaim',
    namespace: target.name,
    name: 'data',
  });
  await target.apply([...two, claim('data')]);
  await target.apply(two, { commit: 'b', target: { allowDestroy: [entry] } });
  await target.apply([...two, claim('data')], { commit: 'c' });

  const refused = await rollback(target, 2, { allowDestroy: [], maxDeletions: 10 });
  expect(refused.error).toMatchObject({ code: 'CONSENT_REQUIRED', message: expect.stringContaining('data') });
  const agreed = await rollback(target, 2, { allowDestroy: [entry], maxDeletions: 10 });
  expect(agreed.outcome).toBe('applied');
});

test('a rollback that deletes more than maxDeletions needs consent, as an apply does', async () => {
  const target = new InProcess(client());
  await target.apply(two);
  await target.apply([...two, configMap('c'), configMap('d')], { commit: 'b' });
  const refused = await rollback(target, 1, { allowDestroy: [], maxDeletions: 1 });
  expect(refused.error).toMatchObject({
    code: 'CONSENT_REQUIRED',
    message: expect.stringContaining('2 deletions are more than maxDeletions (1)'),
  });
  expect(await live(client(), target, 'ConfigMap', 'c')).toBeDefined();
});

test('a rollback to an equal set leaves the newest commit what it is, and says that it is a rollback', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a', { a: '1' })]);
  await target.apply([configMap('a', { a: '2' })], { commit: 'b' });
  await target.apply([configMap('a', { a: '1' })], { commit: 'c' });
  expect((await rollback(target, 1, { allowDestroy: [], maxDeletions: 10 })).outcome).toBe('recorded');
  const { current, newestCommit, status } = await recordOf(client(), target);
  expect([letter(current?.source.commit), letter(newestCommit)]).toEqual(['a', 'c']);
  expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', reason: 'RolledBack' }));

  await target.apply([configMap('a', { a: '1' })], { commit: 'd' });
  const later = await recordOf(client(), target);
  expect([letter(later.current?.source.commit), letter(later.newestCommit)]).toEqual(['d', 'd']);
  expect(later.current?.rollback).toBeUndefined();
});

test('a failed apply of another commit does not lift the need for --reapply', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a', { a: '1' })]);
  await target.apply([configMap('a', { a: '2' })], { commit: 'b' });
  await rollback(target, 1, { allowDestroy: [], maxDeletions: 10 });
  const broken = { ...configMap('a', { a: '3' }), immutable: 'no' };
  const failed = await target.apply([broken], { commit: 'c' });
  expect((await recordOf(client(), target)).pending).toMatchObject({ phase: 'failed' });
  expect(failed.outcome).toBe('failed');
  const refused = await target.apply([configMap('a', { a: '2' })], { commit: 'b' });
  expect(refused.error).toMatchObject({ code: 'STALE_COMMIT' });

  const again = { ancestry: { contains: () => Promise.resolve('yes' as const), reapply: true } };
  expect((await target.apply([configMap('a', { a: '2' })], { commit: 'b' }, again)).outcome).toBe('applied');
});
