import { expect, test } from '@jest/globals';
import { readRelease } from '../../../src/release/read.ts';
import { configMap, releases, useClient } from './scene.ts';
import { InProcess } from './target.ts';

const client = useClient();
const target = (): InProcess => new InProcess(client());
const objects = [configMap('a')];
const recordOf = ({ name }: InProcess) => readRelease(client(), { name, namespace: releases });

/** The hash of the plan that applying would carry out. */
async function previewed(one: InProcess): Promise<string> {
  const { plan } = await one.apply(objects, {}, { confirm: () => Promise.resolve(false) });
  return plan?.hash ?? '';
}

test.each([64, 12])(
  'an apply of the expected plan, told by %i digits of its hash, goes ahead',
  async (digits) => {
    const one = target();
    const expectPlan = (await previewed(one)).slice(0, digits);
    expect(await one.apply(objects, {}, { expectPlan })).toMatchObject({ outcome: 'applied' });
  },
);

test.each([
  ['another plan', 'f'.repeat(64)],
  ['no plan, as from a variable that is not set', ''],
])('an apply that expects %s is refused, and nothing is written', async (_what, expectPlan) => {
  const one = target();
  expect(await one.apply(objects, {}, { expectPlan })).toMatchObject({
    outcome: 'refused',
    error: { code: 'PLAN_CHANGED' },
  });
  expect(await recordOf(one)).toBeUndefined();
});

test('an apply that nobody says yes to is refused, and nothing is written', async () => {
  const one = target();
  expect(await one.apply(objects, {}, { confirm: () => Promise.resolve(false) })).toMatchObject({
    outcome: 'refused',
    error: { code: 'CONSENT_REQUIRED' },
  });
  expect(await recordOf(one)).toBeUndefined();
});

test('an apply that is stopped before its first write leaves no record', async () => {
  const one = target();
  const stop = new AbortController();
  const confirm = (): Promise<boolean> => {
    stop.abort();
    return Promise.resolve(true);
  };
  const { error } = await one.apply(objects, { signal: stop.signal }, { confirm });
  expect(error).toMatchObject({ code: 'CANCELLED', message: expect.stringContaining('nothing was written') });
  expect(await recordOf(one)).toBeUndefined();
});
