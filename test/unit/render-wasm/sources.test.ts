import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Renderer } from '../../../render-wasm/index.ts';
import { readChart } from './charts.ts';
import { filesOf, openRenderer, readCase } from './native.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await openRenderer();
});
afterAll(async () => {
  await renderer.close();
});

function withoutText<T extends { text: string }>(document: T): Omit<T, 'text'> {
  const { text, ...others } = document;
  expect(text).not.toBe('');
  return others;
}

async function kustomized(name: string) {
  const { documents } = await renderer.buildKustomization(await readCase('kustomizations', name));
  return documents.map(withoutText);
}

test('an object of a kustomization has its file and its name there', async () => {
  expect(await kustomized('names-namespace-labels-annotations-images-and-replicas')).toEqual([
    { file: 'base/service.yaml', original: { kind: 'Service', name: 'web' } },
    { file: 'base/web.yaml', original: { kind: 'Deployment', name: 'web' } },
  ]);
});

test('of several objects of a kind in a file, each is the one whose name is in its name', async () => {
  const names = ['web', 'web-admin', 'admin'];
  const objects = names.map((name) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`);
  const { documents } = await renderer.buildKustomization({
    files: filesOf({
      'kustomization.yaml': 'resources: [all.yaml]\nnamePrefix: p-\nnameSuffix: -s\n',
      'all.yaml': objects.join('---\n'),
    }),
    folder: '.',
  });
  expect(documents.map(({ original }) => original?.name).sort()).toEqual(names.toSorted());
});

test('a generated object has the kustomization that asks for it', async () => {
  const sources = await kustomized('components-from-above-and-from-beside');
  expect(sources).toContainEqual({
    file: 'components/tls/kustomization.yaml',
    generatedBy: 'SecretGenerator',
  });
  expect(sources).toContainEqual(expect.objectContaining({ file: 'apps/shop/extra/extra.yaml' }));
});

test('objects have their files also where a patch could see the annotation that tells them', async () => {
  const sources = await kustomized('a-json-patch-that-replaces-all-annotations');
  expect(sources.map(({ file }) => file)).toEqual(['base/service.yaml', 'base/web.yaml']);
});

test('objects have their files also where the kustomization prints them', async () => {
  const sources = await kustomized('all-build-metadata');
  expect(sources.map(({ file }) => file)).toEqual([
    'target/kustomization.yaml',
    'base/service.yaml',
    'base/web.yaml',
  ]);
});

test('an object of a chart has its template, whatever the chart is called by its parent', async () => {
  const { documents } = await renderer.renderChart(
    await readChart('subcharts-with-conditions-tags-and-aliases'),
  );
  expect(documents.map(({ source, file }) => [source, file])).toEqual(
    expect.arrayContaining([
      ['shop/charts/second/templates/cm.yaml', 'target/charts/cache/templates/cm.yaml'],
      [
        'shop/charts/second/charts/deep/templates/cm.yaml',
        'target/charts/cache/charts/deep/templates/cm.yaml',
      ],
      ['shop/templates/own.yaml', 'target/templates/own.yaml'],
    ]),
  );
});

test('an object of a packed chart has the archive, also under an alias', async () => {
  const { documents, crds } = await renderer.renderChart(await readChart('packed-subcharts'));
  const archive = 'target/charts/packed-1.2.3.tgz';
  expect(documents.map(({ file }) => file)).toEqual([archive, archive, 'target/templates/own.yaml']);
  expect(crds.map(({ file }) => file)).toEqual([archive, archive]);
});

test('hooks are told apart, with their events, weights and delete policies', async () => {
  const { hooks, documents } = await renderer.renderChart(await readChart('hooks'));
  expect(documents.map(({ file }) => file)).toEqual(['target/templates/plain.yaml']);
  expect(hooks.map(withoutText)).toContainEqual({
    source: 'shop/templates/jobs.yaml',
    file: 'target/templates/jobs.yaml',
    kind: 'Job',
    name: 'job-0',
    events: ['pre-install', 'pre-upgrade'],
    weight: 3,
    deletePolicies: ['before-hook-creation', 'hook-succeeded'],
  });
  expect(hooks.map(({ name, events }) => [name, ...events])).toEqual(
    expect.arrayContaining([
      ['job-4', 'pre-rollback', 'post-rollback'],
      ['test', 'test'],
    ]),
  );
});

test('notes are those of the chart alone', async () => {
  const chart = await readChart('output-of-every-form');
  expect(await renderer.renderChart(chart)).toHaveProperty('notes', 'Installed release.\n');
  expect(await renderer.renderChart(await readChart('packed-subcharts'))).toHaveProperty('notes', '');
});

test('a deprecated field and a deprecated chart are warnings', async () => {
  const { warnings } = await renderer.buildKustomization({
    files: filesOf({ 'app/kustomization.yaml': 'commonLabels: { a: b }\n' }),
    folder: 'app',
  });
  expect(warnings).toEqual([
    expect.objectContaining({
      file: 'app/kustomization.yaml',
      message: expect.stringContaining('commonLabels'),
    }),
  ]);
  const chart = 'apiVersion: v2\nname: c\nversion: 1.0.0\ndeprecated: true\n';
  const rendered = await renderer.renderChart({
    files: filesOf({ 'Chart.yaml': chart }),
    folder: '.',
    releaseName: 'r',
    namespace: 'n',
  });
  expect(rendered.warnings).toEqual([expect.objectContaining({ message: 'the chart is deprecated' })]);
});
