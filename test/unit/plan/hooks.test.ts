import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idOf } from '../../../src/manifests/identity.ts';
import type { JsonObject } from '../../../src/manifests/types.ts';
import { type Hook, type HookEvent, hookFindings, hooksAt, hooksOf } from '../../../src/plan/hooks.ts';

function hook(
  name: string,
  events: HookEvent[],
  weight = 0,
  rest: JsonObject = {},
  kind = 'ConfigMap',
): Hook {
  const object = { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, ...rest };
  return { manifest: { id: idOf(object), object }, events, weight, deletePolicies: [] };
}

const names = (hooks: Hook[]): string[] => hooks.map(({ manifest }) => manifest.id.name);

test('hooks of a moment come by weight, then by name, whatever their order in the chart', () => {
  const hooks = [
    hook('c', ['pre-upgrade'], 1),
    hook('b', ['pre-upgrade', 'pre-install'], -1),
    hook('a', ['pre-upgrade'], -1),
    hook('d', ['post-upgrade'], -9),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(hooks, { minLength: hooks.length }), (shuffled) => {
      expect(names(hooksAt(shuffled, 'pre', false))).toEqual(['a', 'b', 'c']);
      expect(names(hooksAt(shuffled, 'pre', true))).toEqual(['b']);
      expect(names(hooksAt(shuffled, 'post', true))).toEqual([]);
    }),
  );
});

test('the digest tells hooks apart by all that they are, but not by the values of Secrets', () => {
  const one = hook('a', ['pre-install'], 0, { data: { a: '1' } });
  const digest = (of: Hook): string => hooksOf([of]).digest;
  expect(digest({ ...one })).toBe(digest(one));
  for (const other of [
    hook('a', ['pre-install'], 0, { data: { a: '2' } }),
    hook('a', ['pre-install'], 1, { data: { a: '1' } }),
    hook('a', ['pre-upgrade'], 0, { data: { a: '1' } }),
    { ...one, deletePolicies: ['hook-failed' as const] },
  ]) {
    expect(digest(other)).not.toBe(digest(one));
  }
  const secret = (value: string): Hook =>
    hook('a', ['pre-install'], 0, { data: { a: Buffer.from(value).toString('base64') } }, 'Secret');
  expect(digest(secret('hunter2'))).toBe(digest(secret('letmein')));
});

test('the plan names the hooks that an apply would run, and those that nothing runs', () => {
  const hooks = [
    hook('migrate', ['pre-upgrade']),
    hook('check', ['test']),
    hook('clean', ['post-delete', 'pre-rollback']),
    hook('both', ['post-upgrade', 'test']),
  ];
  const told = (changes: boolean, isInstall = false): string[] =>
    hookFindings(hooks, { isInstall, changes, waits: true }).map(({ code, object }) => `${code} ${object}`);
  // Tests are run on demand: nothing to tell of them.
  const idle = ['HOOK_NOT_RUN ConfigMap shop/clean'];
  expect(told(true)).toEqual(['HOOK_RUNS ConfigMap shop/migrate', 'HOOK_RUNS ConfigMap shop/both', ...idle]);
  expect(told(true, true)).toEqual(idle);
  expect(told(false)).toEqual(idle);
});

test.each([
  [true, 'when all objects are healthy'],
  [false, 'when all objects are written'],
])('a hook after the others is told for the moment it runs (waiting for health: %s)', (waits, when) => {
  const [finding] = hookFindings([hook('both', ['post-upgrade'])], {
    isInstall: false,
    changes: true,
    waits,
  });
  expect(finding?.message).toBe(`runs ${when}, as the chart's post-upgrade hook`);
});
