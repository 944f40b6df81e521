import { expect, test } from '@jest/globals';
import { applied, delivery, endedWith, live, useClient } from './scene.ts';

const client = useClient();

const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: main
          image: example.org/web:1
          envFrom: [{ configMapRef: { name: settings } }]
`;

test('a kustomization is applied; a change of its base changes what a merge of the overlay does', async () => {
  const shop = delivery();
  shop.configure({ path: 'overlays/prod' });
  shop.git.write('base/kustomization.yaml', 'resources: [web.yaml]\n');
  shop.git.write('base/web.yaml', web);
  const overlay = 'resources: [../../base]\nconfigMapGenerator: [{ name: settings, literals: [A=1] }]\n';
  shop.git.commit('overlays/prod/kustomization.yaml', overlay);
  const first = applied(await shop.apply());
  expect(first.result.objects.map(({ id, action }) => `${action} ${id.kind}`)).toEqual([
    'create ConfigMap',
    'create Deployment',
  ]);

  shop.git.commit('base/web.yaml', web.replace('web:1', 'web:2'));
  const second = applied(await shop.apply());
  expect(second.result.plan?.objects).toMatchObject([
    {
      action: 'update',
      source: { file: 'base/web.yaml', line: 1 },
      fields: [{ path: 'spec.template.spec.containers[name=main].image', causes: ['change'] }],
    },
  ]);
});

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: { helm.sh/hook: "pre-install,pre-upgrade" }
spec:
  completions: 0
  template: { spec: { restartPolicy: Never, containers: [{ name: main, image: "main:1" }] } }
`;

test('a chart is applied: its CRD before what is of its kind, its hooks run, its release as named', async () => {
  const shop = delivery();
  const { name } = shop;
  const group = `${name}.example.com`;
  shop.configure({ path: 'chart', helm: { releaseName: 'front', values: { image: 'example.org/web:1' } } });
  shop.git.write('chart/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
  const schema =
    '{ openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } }';
  shop.git.write(
    'chart/crds/things.yaml',
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: things.${group} }\nspec:\n  group: ${group}\n  scope: Namespaced\n  names: { kind: Thing, plural: things, singular: thing, listKind: ThingList }\n  versions: [{ name: v1, served: true, storage: true, schema: ${schema} }]\n`,
  );
  shop.git.write(
    'chart/templates/thing.yaml',
    `apiVersion: ${group}/v1\nkind: Thing\nmetadata: { name: {{ .Release.Name }} }\nspec: { size: 3 }\n`,
  );
  shop.git.write('chart/templates/migrate.yaml', job);
  shop.git.commit(
    'chart/templates/settings.yaml',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { image: {{ .Values.image | quote }} }\n',
  );
  const run = applied(await shop.apply());
  expect(run.stderr).toContain('running the pre-install hook Job');
  expect(await live(client(), shop, 'ConfigMap', 'settings')).toMatchObject({
    data: { image: 'example.org/web:1' },
  });
  const things = { group, version: 'v1', kind: 'Thing', plural: 'things', namespaced: true };
  expect(await client().get(things, { namespace: name, name: 'front' })).toMatchObject({ spec: { size: 3 } });
  const jobs = { group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs', namespaced: true };
  expect(await client().get(jobs, { namespace: name, name: 'migrate' })).toBeDefined();

  // The next look sees no change, and runs nothing.
  const again = applied(await shop.apply());
  expect(again.result).toMatchObject({ outcome: 'unchanged', warnings: [] });
  expect(again.stderr).not.toContain('hook');
});

test('tests of a chart run when they are asked for, each to its end, and by nothing else', async () => {
  const shop = delivery();
  shop.configure({ path: 'chart', wait: { enabled: true, timeout: '20s' } });
  const testHook = (name: string, spec: string): string =>
    job
      .replace('name: migrate', `name: ${name}`)
      .replace('pre-install,pre-upgrade', 'test')
      .replace('completions: 0', spec);
  shop.git.write('chart/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
  shop.git.write('chart/templates/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
  shop.git.write('chart/templates/bad.yaml', testHook('bad', 'activeDeadlineSeconds: 1\n  backoffLimit: 0'));
  shop.git.commit('chart/templates/good.yaml', testHook('good', 'completions: 0'));
  expect(applied(await shop.apply()).stderr).not.toContain('hook');

  const { exitCode, stdout } = await shop.run({}, 'test');
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).targets).toMatchObject([
    { tests: [{ id: { name: 'bad' }, error: { code: 'HOOK_FAILED' } }, { id: { name: 'good' } }] },
  ]);
  expect(JSON.parse(stdout).targets[0].tests[1]).not.toHaveProperty('error');
});

test('a chart whose template fails writes nothing', async () => {
  const shop = delivery();
  shop.configure({ path: 'chart' });
  shop.git.write('chart/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
  shop.git.commit('chart/templates/a.yaml', 'a: {{ required "image is needed" .Values.image }}\n');
  const run = await shop.apply();
  endedWith(run, 'RENDER_FAILED', 'image is needed');
  expect(run.exitCode).toBe(1);
});
