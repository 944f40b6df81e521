import { expect, test } from '@jest/globals';
import { previewFromGit } from '../../../src/apply/git-preview.ts';
import { parseConfig } from '../../../src/config/parse.ts';
import type { Target } from '../../../src/config/types.ts';
import { idOf } from '../../../src/manifests/identity.ts';
import type { Manifest } from '../../../src/manifests/types.ts';
import { type Hooks, hooksOf } from '../../../src/plan/hooks.ts';

const config = `apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets: [{ name: shop, path: deploy, namespace: shop }]\n`;
const [target] = parseConfig(config, '/shop/plumbline.yaml', '/shop').targets;

const configMap = (name: string, value: string): Manifest => {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'shop' },
    data: { value },
  };
  return { id: idOf(object), object };
};

const migration = (value: string): Hooks =>
  hooksOf([
    { manifest: configMap('migrate', value), events: ['pre-upgrade'], weight: 0, deletePolicies: [] },
  ]);

/** What is said of hooks where a base becomes a head. */
async function told(
  base: { value: string; hooks?: Hooks },
  head: { value: string; hooks: Hooks },
): Promise<string[]> {
  const tip = {
    manifests: [configMap('web', base.value)],
    ignore: [],
    ...(base.hooks && { hooks: base.hooks }),
  };
  const desired = { manifests: [configMap('web', head.value)], findings: [], hooks: head.hooks };
  const source = { repository: 'github.com/acme/shop', commit: 'a'.repeat(40) };
  const { findings } = await previewFromGit(target as Target, tip, desired, { base: 'main', source });
  return findings.map(({ code, object }) => `${code} ${object}`);
}

test('a plan of Git against Git tells the hooks that a merge runs: where an object or a hook changes', async () => {
  const runs = ['HOOK_RUNS ConfigMap shop/migrate'];
  const base = { value: '1', hooks: migration('1') };
  expect(await told(base, { value: '2', hooks: migration('1') })).toEqual(runs);
  expect(await told(base, { value: '1', hooks: migration('2') })).toEqual(runs);
  expect(await told({ value: '1' }, { value: '1', hooks: migration('1') })).toEqual(runs);
  expect(await told(base, { value: '1', hooks: migration('1') })).toEqual([]);
});
