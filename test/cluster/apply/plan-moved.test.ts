import { expect, test } from '@jest/globals';
import type { Preview } from '../../../src/apply/preview.ts';
import type { PlanCounts } from '../../../src/plan/types.ts';
import { configMap, live, recordOf, useClient } from './scene.ts';
import { InProcess } from './target.ts';

const client = useClient();

const notContained = { ancestry: { contains: () => Promise.resolve('no' as const), reapply: false } };

/** Somebody who is asked, and while he thinks about it something happens; he agrees to every plan. */
function agreeing(meanwhile: () => Promise<unknown>): {
  asked: Partial<PlanCounts>[];
  confirm(planned: Preview): Promise<boolean>;
} {
  const asked: Partial<PlanCounts>[] = [];
  return {
    asked,
    confirm: async ({ plan: { counts } }) => {
      asked.push(Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)));
      if (asked.length === 1) await meanwhile();
      return true;
    },
  };
}

test('a first apply is planned anew where another first apply has ended in between, and refused where it is older', async () => {
  const target = new InProcess(client());
  const { confirm } = agreeing(() => target.apply([configMap('a'), configMap('b')], { commit: 'b' }));
  const older = await target.apply([configMap('a')], {}, { confirm, ...notContained });
  expect(older).toMatchObject({ outcome: 'refused', error: { code: 'STALE_COMMIT' } });
  expect((await recordOf(client(), target)).current).toMatchObject({ source: { commit: 'b'.repeat(40) } });
});

test('a first apply that is the newer one removes what the other one in between had made', async () => {
  const target = new InProcess(client());
  const all = ['a', 'b', 'c', 'd'].map((name) => configMap(name));
  const { confirm } = agreeing(() => target.apply(all));
  const newer = await target.apply(all.slice(0, 3), { commit: 'b' }, { confirm });
  expect(newer).toMatchObject({ outcome: 'applied', revision: 2 });
  expect(await live(client(), target, 'ConfigMap', 'd')).toBeUndefined();
});

test('whoever has agreed to a plan is asked again when another has to be carried out', async () => {
  const target = new InProcess(client());
  const same = [configMap('a'), configMap('b'), configMap('c')];
  await target.apply(same);
  const made = () => target.apply([...same, configMap('d')], { commit: 'b' });
  const { confirm, asked } = agreeing(made);
  await target.apply([configMap('a', { a: '2' }), ...same.slice(1)], { commit: 'c' }, { confirm });
  expect(asked).toEqual([
    { update: 1, unchanged: 2 },
    { update: 1, delete: 1, unchanged: 2 },
  ]);
});

test('whoever does not agree to the other plan keeps it from being carried out', async () => {
  const target = new InProcess(client());
  const same = [configMap('a'), configMap('b'), configMap('c')];
  await target.apply(same);
  let asked = 0;
  const confirm = async (): Promise<boolean> => {
    asked += 1;
    if (asked === 1) await target.apply([...same, configMap('d')], { commit: 'b' });
    return asked === 1;
  };
  const result = await target.apply(
    [configMap('a', { a: '2' }), ...same.slice(1)],
    { commit: 'c' },
    { confirm },
  );
  expect(result.error).toMatchObject({
    code: 'CONSENT_REQUIRED',
    message: 'not confirmed: nothing was written',
  });
  expect((await live(client(), target, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
  expect(await live(client(), target, 'ConfigMap', 'd')).toBeDefined();
});

test('nobody is asked again when the record has moved and the plan is the same', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a')]);
  const { confirm, asked } = agreeing(() => target.apply([configMap('a')], { commit: 'b' }));
  await target.apply([configMap('a', { a: '2' })], { commit: 'c' }, { confirm });
  expect(asked).toEqual([{ update: 1 }]);
  expect((await live(client(), target, 'ConfigMap', 'a'))?.data).toEqual({ a: '2' });
});
