import { symlinkSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse.ts';
import type { Target } from '../../../src/config/types.ts';
import type { PlumblineError } from '../../../src/errors/error.ts';
import { displayId } from '../../../src/manifests/identity.ts';
import { inspectDesired } from '../../../src/render/desired.ts';
import { Engine } from '../../../src/render/engine.ts';
import { inputPaths } from '../../../src/render/inputs.ts';
import { workTreeSource } from '../../../src/render/sources.ts';
import { TestRepository } from '../git/repositories.ts';

const engine = new Engine();
afterAll(() => engine.close());

/** The first target of a repository of these files, its path `deploy/prod`. */
function targetOf(files: Record<string, string>, more = '') {
  const repository = new TestRepository();
  for (const [file, text] of Object.entries(files)) repository.write(file, text);
  const text = `apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets:\n  - name: shop\n    path: deploy/prod\n    namespace: shop\n${more}`;
  const config = parseConfig(text, `${repository.root}/plumbline.yaml`, repository.root);
  const [target] = config.targets;
  if (target === undefined) throw new Error('no target');
  return { config, target, source: workTreeSource(repository.root) };
}

const desired = (files: Record<string, string>, more = '') =>
  inspectDesired({ ...targetOf(files, more), engine });

const web = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports: [{ port: 80 }]
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { tier: 3 }
spec: { containers: [{ name: main, image: "main:1" }] }
`;

const places = (of: readonly PlumblineError[]) =>
  of.map(({ code, object, place }) => [code, object, `${place?.file}:${place?.line}:${place?.column}`]);

test('a kustomization with its base gives objects that know the file and line they come from', async () => {
  const set = await desired({
    'deploy/prod/kustomization.yaml':
      'namePrefix: prod-\nresources: [../base]\nconfigMapGenerator: [{ name: settings, literals: [A=1] }]\n',
    'deploy/base/kustomization.yaml': 'resources: [web.yaml]\n',
    'deploy/base/web.yaml': web.replace('3', '"3"'),
  });
  expect(set.errors).toEqual([]);
  expect(set.manifests.map(({ id, source }) => [displayId(id), source?.file, source?.line])).toEqual([
    [expect.stringMatching(/^ConfigMap shop\/prod-settings-\w{10}$/), 'deploy/prod/kustomization.yaml', 1],
    ['Service shop/prod-web', 'deploy/base/web.yaml', 1],
    ['Pod shop/prod-web', 'deploy/base/web.yaml', 9],
  ]);
});

test('a path that is a link is the kustomization that it leads to, its bases beside it', async () => {
  const repository = new TestRepository();
  repository.write('deploy/real/kustomization.yaml', 'resources: [../base]\n');
  repository.write('deploy/base/kustomization.yaml', 'resources: [web.yaml]\n');
  repository.write('deploy/base/web.yaml', web.replace('3', '"3"'));
  symlinkSync('deploy/real', `${repository.root}/current`);
  const text =
    'apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets: [{ name: shop, path: current, namespace: shop }]\n';
  const config = parseConfig(text, `${repository.root}/plumbline.yaml`, repository.root);
  const [target] = config.targets as [Target];
  const source = workTreeSource(repository.root);
  const { manifests, errors } = await inspectDesired({ config, target, source, engine });
  expect(errors).toEqual([]);
  expect(manifests.map(({ source: from }) => from?.file)).toEqual([
    'deploy/base/web.yaml',
    'deploy/base/web.yaml',
  ]);
  expect(await inputPaths(source, config, target)).toEqual({
    paths: ['deploy/real', 'deploy/base', 'plumbline.lock'],
    reads: 'any',
  });
});

test('a mistake in a base is placed at the very value, and shown as the file has it', async () => {
  const { errors } = await desired({
    'deploy/prod/kustomization.yaml': 'resources: [../base]\n',
    'deploy/base/kustomization.yaml': 'resources: [web.yaml]\n',
    'deploy/base/web.yaml': web,
  });
  expect(places(errors)).toEqual([['MANIFEST_INVALID', 'Pod web', 'deploy/base/web.yaml:13:19']]);
  expect(errors[0]?.excerpt).toContain('> 13 |   labels: { tier: 3 }');
});

const chart = { 'deploy/prod/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n' };
const template = (name: string) => `deploy/prod/templates/${name}.yaml`;

test('a chart takes values files and values, and places a mistake in its template', async () => {
  const pod = web.replace(
    'name: web\n  labels: { tier: 3 }',
    'name: {{ .Values.name }}\n  labels:\n    tier: {{ .Values.tier }}',
  );
  const set = await desired(
    {
      ...chart,
      'deploy/prod/values.yaml': 'name: default\ntier: 1\n',
      'deploy/values/prod.yaml': 'name: from-file\n',
      [template('web')]: pod,
    },
    '    helm: { valuesFiles: [../values/prod.yaml], values: { tier: 4 } }\n',
  );
  expect(set.manifests.map(({ id }) => displayId(id))).toEqual(['Service shop/web']);
  expect(places(set.errors)).toEqual([
    ['MANIFEST_INVALID', 'Pod from-file', 'deploy/prod/templates/web.yaml:14:11'],
  ]);
  expect(set.errors[0]?.excerpt).toContain('tier: {{ .Values.tier }}');
});

test('a chart that has a kustomization beside it is a chart, for what it is rendered from, too', async () => {
  const files = {
    ...chart,
    'deploy/prod/kustomization.yaml': 'resources: [web.yaml]\n',
    'deploy/prod/web.yaml': web.replace('3', '"3"'),
    'deploy/values/prod.yaml': 'name: from-file\n',
    [template('config')]:
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Values.name }} }\ndata: {}\n',
  };
  const { config, target, source } = targetOf(files, '    helm: { valuesFiles: [../values/prod.yaml] }\n');
  const { manifests } = await inspectDesired({ config, target, source, engine });
  expect(manifests.map(({ id }) => displayId(id))).toEqual(['ConfigMap shop/from-file']);
  expect(await inputPaths(source, config, target)).toEqual({
    paths: ['deploy/prod', 'deploy/values/prod.yaml', 'plumbline.lock'],
    reads: 'any',
  });
});

test('hooks are no part of the set', async () => {
  const hook = `${web.slice(0, web.indexOf('---'))}`.replace(
    'name: web',
    'name: web-hook\n  annotations: { helm.sh/hook: "pre-upgrade,test", helm.sh/hook-weight: "-3", helm.sh/hook-delete-policy: hook-succeeded }',
  );
  const { manifests, hooks } = await desired({
    ...chart,
    [template('a')]: hook,
    [template('b')]: web.replace('3', '"3"'),
  });
  expect(manifests.map(({ id }) => displayId(id))).toEqual(['Service shop/web', 'Pod shop/web']);
  expect(hooks?.hooks).toMatchObject([
    {
      manifest: {
        id: { kind: 'Service', namespace: 'shop', name: 'web-hook' },
        source: { file: template('a'), line: 1 },
      },
      events: ['pre-upgrade', 'test'],
      weight: -3,
      deletePolicies: ['hook-succeeded'],
    },
  ]);
});

test('a hook with the name of an object of the set is refused: the one would replace the other', async () => {
  const [service = ''] = web.split('---\n');
  const hook = service.replace('name: web', 'name: web\n  annotations: { helm.sh/hook: pre-upgrade }');
  const files = { ...chart, [template('a')]: hook, [template('b')]: service };
  expect(places((await desired(files)).errors)).toEqual([
    ['DUPLICATE_OBJECT', 'Service shop/web', `${template('a')}:4:9`],
  ]);
});

test('what a template makes up at random is refused, unless it is said to be no secret', async () => {
  const secret =
    'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { p: "{{ randAlphaNum 12 }}" }\n';
  const files = { ...chart, [template('secret')]: secret };
  const { errors } = await desired(files);
  expect(places(errors)).toEqual([
    ['RENDER_FAILED', undefined, 'deploy/prod/Chart.yaml:undefined:undefined'],
  ]);
  expect(errors[0]?.message).toContain('randAlphaNum');
  expect((await desired(files, '    helm: { allowRandom: true }\n')).errors).toEqual([]);
});

test('a values file that is not in the repository is named', async () => {
  const { errors } = await desired(chart, '    helm: { valuesFiles: [missing.yaml, ../../../etc/passwd] }\n');
  expect(errors.map(({ code, place }) => [code, place?.file])).toEqual([
    ['FILE_UNREADABLE', 'deploy/prod/missing.yaml'],
    ['FILE_UNREADABLE', '../etc/passwd'],
  ]);
});

test('a folder is no file of values, whatever is in it', async () => {
  const files = { ...chart, 'deploy/values/one.yaml': 'tier: 1\n' };
  const { errors } = await desired(files, '    helm: { valuesFiles: [../values] }\n');
  expect(places(errors)).toEqual([['FILE_UNREADABLE', undefined, 'deploy/values:undefined:undefined']]);
});

test('a template that fails names its file and line', async () => {
  const { errors } = await desired({ ...chart, [template('a')]: 'a: 1\nb: {{ fail "no b" }}\n' });
  expect(errors).toMatchObject([{ code: 'RENDER_FAILED', place: { file: template('a'), line: 2 } }]);
});

test('YAML that only the rendering has wrong is shown as it was rendered', async () => {
  const { errors } = await desired({ ...chart, [template('a')]: 'kind: ConfigMap\n{{ "a: [" }}\n' });
  expect(errors).toMatchObject([{ place: { file: template('a') } }]);
});

test('an endless template ends at the limit of time, and the next rendering goes well', async () => {
  await using hurried = new Engine({ timeoutMs: 2000 });
  const repository = new TestRepository();
  repository.write('deploy/prod/Chart.yaml', chart['deploy/prod/Chart.yaml']);
  repository.write(
    template('a'),
    '{{ $l := until 3000 }}{{ range $l }}{{ range $l }}{{ range $l }}{{ end }}{{ end }}{{ end }}',
  );
  const text = `apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets: [{ name: shop, path: deploy/prod }]\n`;
  const config = parseConfig(text, `${repository.root}/plumbline.yaml`, repository.root);
  const [target] = config.targets;
  if (target === undefined) throw new Error('no target');
  const inspect = () =>
    inspectDesired({
      config,
      target,
      source: workTreeSource(repository.root),
      engine: hurried,
    });
  expect((await inspect()).errors).toMatchObject([{ code: 'LIMIT_TIME', exitCode: 1 }]);
  repository.write(template('a'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
  expect((await inspect()).errors).toEqual([]);
});
