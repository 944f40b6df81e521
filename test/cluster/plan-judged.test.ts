import { afterAll, expect, test } from '@jest/globals';
import { preview } from '../../src/apply/preview.ts';
import { idOf } from '../../src/manifests/identity.ts';
import { Texts } from '../../src/manifests/position.ts';
import { readManifests } from '../../src/manifests/read.ts';
import type { KubeObject } from '../../src/manifests/types.ts';
import { stringifyYaml } from '../../src/manifests/yaml-write.ts';
import { hooksOf } from '../../src/plan/hooks.ts';
import { type Judge, judgeBy } from '../../src/render/judge.ts';
import { SchemaCheck } from '../../src/validate/schemas.ts';
import { type Scene, useScenes } from './plan-scene.ts';

const { scene } = useScenes();
const schemas = new SchemaCheck();
afterAll(() => schemas.close());

const told = async (shop: Scene) => {
  const { plan } = await preview({ ...shop.context(), judge: judgeBy(schemas) }, 'preview');
  return plan.findings.map(({ severity, code, object, message }) => [severity, code, object, message]);
};

const deployment = (shop: Scene, spec: object, namespace = shop.name): KubeObject => {
  const template = {
    metadata: { labels: { app: 'a' } },
    spec: { containers: [{ name: 'm', image: 'm:1' }] },
  };
  const made = shop.object('apps/v1', 'Deployment', 'web', {
    spec: { selector: { matchLabels: { app: 'a' } }, template, ...spec },
  });
  return { ...made, metadata: { ...made.metadata, namespace } };
};

test('what the server cannot be asked about is judged by the schema of its version', async () => {
  const shop = await scene();
  const namespace = `${shop.name}-new`;
  shop.git = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    deployment(shop, { replica: 2 }, namespace),
  ];
  expect(await told(shop)).toEqual([
    [
      'error',
      'SCHEMA_VIOLATED',
      `Deployment ${namespace}/web`,
      expect.stringMatching(/^spec\.replica: there is no such field in Kubernetes 1\.\d+$/),
    ],
  ]);
});

test('what the server refuses it tells itself, once, and at the very value', async () => {
  const shop = await scene();
  const text = stringifyYaml(deployment(shop, { replica: 2 }));
  const { manifests } = readManifests(text, 'deploy/web.yaml');
  const desired = () =>
    Promise.resolve({
      manifests: manifests.map(({ object, source }) => ({ id: idOf(object), object, source })),
      findings: [],
      texts: new Texts(new Map([['deploy/web.yaml', text]])),
    });
  const { plan } = await preview({ ...shop.context(), desired, judge: judgeBy(schemas) }, 'preview');
  expect(plan.findings).toEqual([]);
  const line = text.split('\n').findIndex((one) => one.includes('replica:')) + 1;
  expect(plan.objects[0]?.error).toMatchObject({
    code: 'UNKNOWN_FIELD',
    place: { file: 'deploy/web.yaml', line, column: 3 },
  });
});

test('a hook, which no dry run asks about, is judged where the hooks change', async () => {
  const shop = await scene();
  const job = shop.object('batch/v1', 'Job', 'migrate', { spec: { templates: {} } });
  const manifest = { id: idOf(job), object: job };
  const hooks = hooksOf([{ manifest, events: ['test'], weight: 0, deletePolicies: [] }]);
  const web = shop.configMap('web', { a: '1' });
  const manifests = [{ id: idOf(web), object: web }];
  const desired = () => Promise.resolve({ manifests, findings: [], hooks });
  const { plan } = await preview({ ...shop.context(), desired, judge: judgeBy(schemas) }, 'preview');
  const mistakes = plan.findings.filter(({ severity }) => severity === 'error');
  expect(mistakes.map(({ object, message }) => [object, message])).toContainEqual([
    `Job ${shop.name}/migrate`,
    expect.stringMatching(/^spec\.templates: there is no such field/),
  ]);
});

test('what the server has answered, and what is as it was released, is not judged', async () => {
  const shop = await scene();
  shop.git = [shop.configMap('a', { a: '1' })];
  await shop.applied();
  const watched: Judge = {
    judge: (manifests) => {
      throw new Error(`${manifests.length} judged`);
    },
  };
  shop.git = [...shop.git, shop.configMap('b', { a: '1' })];
  const { plan } = await preview({ ...shop.context(), judge: watched }, 'preview');
  expect(plan.counts).toMatchObject({ create: 1, unchanged: 1 });
});
