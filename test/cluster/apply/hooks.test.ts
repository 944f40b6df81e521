import { expect, test } from '@jest/globals';
import { runTests } from '../../../src/apply/hooks.ts';
import { preview } from '../../../src/apply/preview.ts';
import type { ApplyResult } from '../../../src/apply/types.ts';
import { until } from '../../../src/cluster/until.ts';
import type { Target } from '../../../src/config/types.ts';
import { PlumblineError } from '../../../src/errors/error.ts';
import { idOf } from '../../../src/manifests/identity.ts';
import type { JsonObject, KubeObject, Manifest } from '../../../src/manifests/types.ts';
import { type Hook, type HookEvent, hooksOf } from '../../../src/plan/hooks.ts';
import { around } from '../release-server.ts';
import { claim, configMap, live, object, recordOf, useClient } from './scene.ts';
import { type Change, InProcess, killed } from './target.ts';

const client = useClient();
const wait = { enabled: true, timeout: 20_000 };

/** One that ends by itself: its controller has nothing to run, or stops it at once. */
const job = (name: string, ends: 'well' | 'badly'): KubeObject =>
  object('batch/v1', 'Job', name, {
    spec: {
      ...(ends === 'well' ? { completions: 0 } : { activeDeadlineSeconds: 1, backoffLimit: 0 }),
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] } },
    },
  });

/** One that does not end. */
const hanging = (name: string): KubeObject => {
  const { template } = job(name, 'well').spec as { template: JsonObject };
  return object('batch/v1', 'Job', name, { spec: { template } });
};

const hook = (of: KubeObject, events: HookEvent[], more: Partial<Hook> = {}): Hook => ({
  manifest: { id: idOf(of), object: of },
  events,
  weight: 0,
  deletePolicies: [],
  ...more,
});

/** A target whose chart has hooks; what it writes is noted as it is asked for. */
class Charted {
  readonly target = new InProcess(client());
  readonly written: string[] = [];

  apply(
    commit: string,
    data: JsonObject,
    hooks: Hook[],
    { stopAt, ...target }: Partial<Target> & { stopAt?: string } = {},
  ): Promise<ApplyResult> {
    return this.target.apply([], this.change(commit, data, hooks, { wait, ...target }, stopAt));
  }

  change(
    commit: string,
    data: JsonObject,
    hooks: Hook[],
    target: Partial<Target> = {},
    stopAt?: string,
  ): Change {
    const { name: namespace } = this.target;
    const placed = (one: KubeObject): KubeObject => ({ ...one, metadata: { ...one.metadata, namespace } });
    const here = hooks.map((one) => {
      const made = placed(one.manifest.object);
      return { ...one, manifest: { id: idOf(made), object: made } };
    });
    const web = placed(configMap('web', data));
    const objects = around(client(), async (method, send, { kind }) => {
      if (method !== 'create' && method !== 'apply') return send();
      const answer = (await send()) as { object: KubeObject };
      this.written.push(`${kind} ${answer.object.metadata.name}`);
      if (answer.object.metadata.name === stopAt) killed();
      return answer;
    });
    return {
      commit,
      objects,
      target,
      desired: () =>
        Promise.resolve({ manifests: [{ id: idOf(web), object: web }], findings: [], hooks: hooksOf(here) }),
    };
  }

  /** What was written since the last look, in order, each once: a dry run may have come first. */
  take(): string[] {
    return [...new Set(this.written.splice(0))].filter((what) => !what.startsWith('Namespace'));
  }
}

const both: HookEvent[] = ['pre-install', 'pre-upgrade'];

test('hooks run before and after the objects, by weight and name, on the events that they name', async () => {
  const shop = new Charted();
  const hooks = [
    hook(configMap('z-first'), both, { weight: -5 }),
    hook(configMap('b'), both),
    hook(configMap('a'), both),
    hook(configMap('install-only'), ['post-install'], { weight: 1 }),
    hook(configMap('upgrade-only'), ['post-upgrade']),
    hook(configMap('never'), ['test']),
  ];
  expect((await shop.apply('a', { v: '1' }, hooks)).error).toBeUndefined();
  const first = ['ConfigMap z-first', 'ConfigMap a', 'ConfigMap b', 'ConfigMap web'];
  expect(shop.take()).toEqual([...first, 'ConfigMap install-only']);
  expect((await shop.apply('b', { v: '2' }, hooks)).error).toBeUndefined();
  expect(shop.take()).toEqual([...first, 'ConfigMap upgrade-only']);
});

test('an apply that changes nothing of the release runs none, nor one that only pulls drift back', async () => {
  const shop = new Charted();
  const hooks = [hook(configMap('a'), both)];
  await shop.apply('a', { v: '1' }, hooks);
  shop.take();
  expect(await shop.apply('b', { v: '1' }, hooks)).toMatchObject({ outcome: 'recorded' });
  const web = { namespace: shop.target.name, name: 'web' };
  const configMaps = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
  await client().patch(configMaps, web, 'merge', { data: { v: 'x' } });
  expect(await shop.apply('b', { v: '1' }, hooks)).toMatchObject({ outcome: 'applied' });
  expect(shop.take()).toEqual(['ConfigMap web']);
});

test('a hook that is another than before is a change of the release', async () => {
  const shop = new Charted();
  await shop.apply('a', { v: '1' }, [hook(configMap('a', { image: '1' }), both)]);
  shop.take();
  const result = await shop.apply('b', { v: '1' }, [hook(configMap('a', { image: '2' }), both)]);
  expect(result).toMatchObject({ outcome: 'applied', revision: 2 });
  expect(result.plan?.findings.map(({ code, object: of }) => [code, of])).toEqual([
    ['HOOK_RUNS', `ConfigMap ${shop.target.name}/a`],
  ]);
  expect(shop.take()).toEqual(['ConfigMap a']);
});

test('an apply that only runs hooks is asked about, too', async () => {
  const shop = new Charted();
  await shop.apply('a', { v: '1' }, [hook(configMap('a', { image: '1' }), both)]);
  shop.take();
  const change = shop.change('b', { v: '1' }, [hook(configMap('a', { image: '2' }), both)], { wait });
  const result = await shop.target.apply([], change, { confirm: () => Promise.resolve(false) });
  expect(result.error?.code).toBe('CONSENT_REQUIRED');
  expect(shop.take()).toEqual([]);
});

test('a Job is waited for; its delete policy decides whether it stays', async () => {
  const shop = new Charted();
  const hooks = [
    hook(job('stays', 'well'), both),
    hook(job('goes', 'well'), both, { deletePolicies: ['hook-succeeded'] }),
  ];
  expect((await shop.apply('a', { v: '1' }, hooks)).error).toBeUndefined();
  expect(shop.take()).toEqual(['Job goes', 'Job stays', 'ConfigMap web']);
  const jobs = { group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs', namespaced: true };
  const { items } = await client().list(jobs, { namespace: shop.target.name });
  const standing = items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  expect(standing.map(({ metadata }) => metadata.name)).toEqual(['stays']);
});

test('a Job that is cleaned away at its end has been seen to end', async () => {
  const shop = new Charted();
  const { spec, ...rest } = job('swept', 'well');
  const swept = { ...rest, spec: { ...(spec as JsonObject), ttlSecondsAfterFinished: 0 } };
  const result = await shop.apply('a', { v: '1' }, [hook(swept as KubeObject, both)]);
  expect(result.error).toBeUndefined();
});

test('one that fails ends the apply before anything else is written, and the next apply runs it again', async () => {
  const shop = new Charted();
  const result = await shop.apply('a', { v: '1' }, [hook(job('migrate', 'badly'), both)]);
  const { name } = shop.target;
  expect(result).toMatchObject({ outcome: 'failed' });
  expect(result.error).toMatchObject({ code: 'HOOK_FAILED', object: `Job ${name}/migrate` });
  expect(result.error?.remedy).toContain(`kubectl logs -n ${name} job/migrate`);
  expect(await live(client(), shop.target, 'ConfigMap', 'web')).toBeUndefined();
  expect((await recordOf(client(), { name })).pending?.phase).toBe('failed');
  shop.take();
  expect((await shop.apply('b', { v: '1' }, [hook(job('migrate', 'well'), both)])).error).toBeUndefined();
  expect(shop.take()).toEqual(['Job migrate', 'ConfigMap web']);
});

test('what was made before a hook failed is in the result', async () => {
  const shop = new Charted();
  const change = shop.change('a', { v: '1' }, [hook(job('migrate', 'badly'), both)], { wait });
  const extra = object('v1', 'Namespace', `${shop.target.name}-more`);
  const { manifests = [], ...desired } = (await change.desired?.()) ?? { findings: [] };
  const whole = { ...desired, manifests: [...manifests, { id: idOf(extra), object: extra }] };
  const result = await shop.target.apply([], { ...change, desired: () => Promise.resolve(whole) });
  expect(result.error?.code).toBe('HOOK_FAILED');
  expect(result.objects).toMatchObject([{ id: { kind: 'Namespace' }, outcome: 'done' }]);
});

test('a hook that fails takes the apply back where the target says so, and nothing is run on the way', async () => {
  const shop = new Charted();
  const before = [hook(configMap('a'), both)];
  await shop.apply('a', { v: '1' }, before);
  shop.take();
  const after = [hook(job('check', 'badly'), ['post-upgrade'])];
  const result = await shop.apply('b', { v: '2' }, after, { onFailure: 'rollback' });
  expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'HOOK_FAILED' } });
  expect(shop.take()).toEqual(['ConfigMap web', 'Job check']);
  expect(await live(client(), shop.target, 'ConfigMap', 'web')).toMatchObject({ data: { v: '1' } });
  // The record is again that of the first commit, its hooks included.
  expect(await shop.apply('c', { v: '1' }, before)).toMatchObject({ outcome: 'recorded' });
  expect(shop.take()).toEqual([]);
});

test('after a run that was killed in a hook the next one makes it anew', async () => {
  const shop = new Charted();
  const hooks = [hook(configMap('a'), both), hook(configMap('b'), both)];
  await shop.apply('a', { v: '1' }, hooks, { stopAt: 'a' }).catch(() => undefined);
  shop.take();
  expect((await shop.apply('a', { v: '1' }, hooks)).error).toBeUndefined();
  expect(shop.take()).toEqual(['ConfigMap a', 'ConfigMap b', 'ConfigMap web']);
});

test('a hook may be a custom resource whose definition comes with the set', async () => {
  const shop = new Charted();
  const { name: namespace } = shop.target;
  const kind = `Hook${namespace.slice(-6)}`.replace(/[^A-Za-z0-9]/g, '');
  const plural = `${kind.toLowerCase()}s`;
  const group = 'hooks.plumbline.test';
  const crd = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `${plural}.${group}`, {
    spec: {
      group,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  });
  const custom = object(`${group}/v1`, kind, 'a', {}, { namespace });
  const hooks = hooksOf([hook(custom, both)]);
  const desired = () => Promise.resolve({ manifests: [{ id: idOf(crd), object: crd }], findings: [], hooks });
  const result = await shop.target.apply([], { desired, target: { wait } });
  expect(result.error).toBeUndefined();
});

test('what a killed run began has stopped before it is begun anew', async () => {
  const shop = new Charted();
  const { name: namespace } = shop.target;
  await shop
    .apply('a', { v: '1' }, [hook(hanging('migrate'), both)], { stopAt: 'migrate' })
    .catch(() => undefined);
  const pods = { group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespaced: true };
  const running = async (): Promise<number> =>
    (await client().list(pods, { namespace, labelSelector: 'job-name=migrate' })).items.length;
  expect(await until(20_000, async () => (await running()) === 1)).toBe(true);
  const change = shop.change('a', { v: '1' }, [hook(job('migrate', 'well'), both)], { wait });
  const atStart: number[] = [];
  const objects = around(client(), async (method, send, { kind }) => {
    if (method === 'create' && kind === 'Job') atStart.push(await running());
    return send();
  });
  expect((await shop.target.apply([], { ...change, objects })).error).toBeUndefined();
  expect(atStart).toEqual([0]);
});

test('an object of another that has the name of a hook is left alone', async () => {
  const shop = new Charted();
  await shop.apply('a', { v: '1' }, []);
  const configMaps = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
  const theirs = { ...configMap('theirs'), metadata: { name: 'theirs', namespace: shop.target.name } };
  await client().create(configMaps, theirs);
  const result = await shop.apply('b', { v: '2' }, [hook(configMap('theirs', { ours: '1' }), both)]);
  expect(result.error).toMatchObject({
    code: 'FOREIGN_OBJECT',
    object: `ConfigMap ${shop.target.name}/theirs`,
  });
  expect(await live(client(), shop.target, 'ConfigMap', 'theirs')).toMatchObject({ data: { a: '1' } });
});

const succeeded: Partial<Hook> = { deletePolicies: ['hook-succeeded'] };

test('what a hook needs of an earlier one stays until all of the moment have ended', async () => {
  const shop = new Charted();
  const hooks = [
    hook(configMap('settings'), both, { ...succeeded, weight: -1 }),
    hook(job('migrate', 'well'), both, succeeded),
  ];
  const change = shop.change('a', { v: '1' }, hooks, { wait });
  const seen: string[] = [];
  const { objects = client() } = change;
  const watched = around(objects, async (method, send, { kind }) => {
    if (kind === 'Job' && method === 'create')
      seen.push(
        (await live(client(), shop.target, 'ConfigMap', 'settings')) === undefined ? 'gone' : 'there',
      );
    return send();
  });
  expect((await shop.target.apply([], { ...change, objects: watched })).error).toBeUndefined();
  expect(seen).toEqual(['there']);
  expect(await live(client(), shop.target, 'ConfigMap', 'settings')).toBeUndefined();
});

test('a target that takes over its former release upgrades it, and replaces what the former hooks left', async () => {
  const former = new Charted();
  await former.apply('a', { v: '1' }, [hook(configMap('a'), both)]);
  const hooks = [hook(configMap('a'), both), hook(configMap('install-only'), ['pre-install'])];
  const { target, ...change } = former.change('b', { v: '2' }, hooks, { wait });
  const renamed = { name: `${former.target.name}-new`, movedFrom: { name: former.target.name } };
  former.take();
  const result = await former.target.apply([], { ...change, target: { ...target, ...renamed } });
  expect(result.error).toBeUndefined();
  expect(former.take()).toEqual(['ConfigMap a', 'ConfigMap web']);
});

test('the plan tells what would stop a hook, and an apply refuses before it writes anything', async () => {
  const shop = new Charted();
  await shop.apply('a', { v: '1' }, []);
  const configMaps = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
  await client().create(configMaps, {
    ...configMap('theirs'),
    metadata: { name: 'theirs', namespace: shop.target.name },
  });
  const hooks = [hook(configMap('theirs', { ours: '1' }), both)];
  const context = shop.target.context([], shop.change('b', { v: '2' }, hooks));
  const { plan } = await preview(context, 'preview');
  expect(plan.refusals).toMatchObject([
    { code: 'FOREIGN_OBJECT', object: `ConfigMap ${shop.target.name}/theirs` },
  ]);
  const result = await shop.apply('b', { v: '2' }, hooks);
  expect(result.outcome).toBe('refused');
  expect((await recordOf(client(), shop.target)).pending).toBeUndefined();
});

test('a hook that may hold data is made anew only with consent', async () => {
  const shop = new Charted();
  const hooks = [hook(claim('data'), both)];
  await shop.apply('a', { v: '1' }, hooks);
  const before = await live(client(), shop.target, 'PersistentVolumeClaim', 'data');
  const entry = `PersistentVolumeClaim/${shop.target.name}/data`;
  const result = await shop.apply('b', { v: '2' }, hooks);
  expect(result.error).toMatchObject({ code: 'CONSENT_REQUIRED' });
  expect(result.error?.remedy).toContain(`allowDestroy: [${entry}]`);
  const still = await live(client(), shop.target, 'PersistentVolumeClaim', 'data');
  expect(still?.metadata.uid).toBe(before?.metadata.uid);
  const agreed = await shop.apply('b', { v: '2' }, hooks, { allowDestroy: [entry] });
  expect(agreed.error).toBeUndefined();
  expect(agreed.plan?.findings.map(({ code }) => code)).not.toContain('UNUSED_CONSENT');
});

test('a preview that may not read Secrets, and has them from Git, tells no hook where nothing changes', async () => {
  const shop = new Charted();
  const hooks = [hook(configMap('a'), both)];
  const change = shop.change('a', { v: '1' }, hooks);
  const namespace = shop.target.name;
  const secret = object('v1', 'Secret', 'password', { data: { p: 'b25l' } }, { namespace });
  const { manifests: [web] = [], ...desired } = (await change.desired?.()) ?? { findings: [] };
  const manifests = [web as Manifest, { id: idOf(secret), object: secret }];
  const whole = { ...change, desired: () => Promise.resolve({ ...desired, manifests }) };
  expect((await shop.target.apply([], whole)).error).toBeUndefined();
  const blind = around(client(), (method, send, { kind }) =>
    kind === 'Secret' && (method === 'get' || method === 'list')
      ? Promise.reject(new PlumblineError('FORBIDDEN', 'may not read Secrets'))
      : send(),
  );
  const told = async (releasedFromGit: () => Promise<Manifest[]>): Promise<string[]> => {
    const context = shop.target.context([], { ...whole, client: blind, objects: blind, releasedFromGit });
    const { plan } = await preview(context, 'preview');
    return plan.findings.map(({ code }) => code);
  };
  expect(await told(() => Promise.resolve(manifests))).not.toContain('HOOK_RUNS');
  expect(await told(() => Promise.resolve([]))).toContain('HOOK_RUNS');
});

test('after a signal no further test hook is made', async () => {
  const shop = new Charted();
  await shop.apply('a', { v: '1' }, []);
  shop.take();
  const stop = new AbortController();
  const hooks = ['a', 'b'].map((name) => hook(hanging(name), ['test']));
  const change = shop.change('a', { v: '1' }, hooks, { wait });
  const context = shop.target.context([], {
    ...change,
    signal: stop.signal,
    objects: around(change.objects ?? client(), async (method, send) => {
      const answer = await send();
      if (method === 'get') stop.abort();
      return answer;
    }),
  });
  const results = await runTests(context);
  expect(results.map(({ error }) => error?.code)).toEqual(['CANCELLED']);
  expect(shop.take()).toEqual(['Job a']);
});
