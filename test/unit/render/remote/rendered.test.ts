import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine } from '../../../../src/render/engine.ts';
import { resolve } from '../../../../src/render/remote/fetch-locked.ts';
import { mountBases, mountCharts } from '../../../../src/render/remote/mount.ts';
import { remoteChart, supplyLocked } from '../../../../src/render/remote/supply.ts';
import type { Asked, LockEntry } from '../../../../src/render/remote/types.ts';
import { packedChart } from '../../../support/archives.ts';
import { serveGit } from '../../../support/git-server.ts';
import { type HttpsServer, startHttpsServer } from '../../../support/https-server.ts';
import { serveRegistry } from '../../../support/registry.ts';
import { configMapYaml } from '../../../support/work-tree.ts';
import { TestRepository } from '../../git/repositories.ts';
import { fetcherFor, folderOfOwn } from './scene.ts';

let server: HttpsServer;
const engine = new Engine();
const filesOf = (texts: Record<string, string>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));

beforeAll(async () => {
  server = await startHttpsServer({ '/v1/extra.yaml': configMapYaml('extra') });
  serveRegistry(server, 'acme/redis', { '1.0.0': await packedChart('redis', '1.0.0') });
  const repository = new TestRepository(folderOfOwn());
  repository.write('overlay/kustomization.yaml', 'namePrefix: eu-\nresources: [../base]\n');
  repository.write('base/kustomization.yaml', 'resources: [a.yaml]\n');
  repository.commit('base/a.yaml', configMapYaml('a'));
  serveGit(server, '/org/repo', repository.root);
});
afterAll(async () => {
  await Promise.all([server.close(), engine.close()]);
});

/** A supply by a lock that has what is asked for, resolved beforehand. */
async function lockedSupply(...references: Asked['reference'][]) {
  const fetcher = fetcherFor([server]);
  const entries: LockEntry[] = [];
  for (const reference of references) entries.push((await resolve(reference, fetcher)).entry);
  return supplyLocked({ entries }, fetcher);
}

const redis = () => ({
  kind: 'chart' as const,
  repository: `oci://${server.host}/acme`,
  name: 'redis',
  version: '^1',
});

describe('what was mounted', () => {
  test('is rendered by kustomize: a base with its own base, and a file', async () => {
    const url = `${server.url}/v1/extra.yaml`;
    const base = {
      kind: 'base' as const,
      repository: `${server.url}/org/repo`,
      path: 'overlay',
      ref: 'main',
    };
    const supply = await lockedSupply(base, { kind: 'file', url });
    const text = `namespace: shop\nresources:\n  - ${server.url}/org/repo//overlay?ref=main\n  - ${url}\n`;
    const { files } = await mountBases(
      filesOf({ 'deploy/prod/kustomization.yaml': text }),
      'deploy/prod',
      supply,
    );
    const renderer = await engine.renderer();
    const { documents } = await renderer.buildKustomization({ files, folder: 'deploy/prod' });
    const built = documents.map((document) => document.text).join('\n');
    expect(built).toContain('name: eu-a\n  namespace: shop');
    expect(built).toContain('name: extra\n  namespace: shop');
  });

  test('is rendered by Helm: a dependency under its alias', async () => {
    const { repository, name, version } = redis();
    const chart = `apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [{name: ${name}, version: ${version}, repository: "${repository}", alias: cache}]\n`;
    const supply = await lockedSupply(redis());
    const { files } = await mountCharts(filesOf({ 'deploy/Chart.yaml': chart }), 'deploy', supply);
    const renderer = await engine.renderer();
    const { documents } = await renderer.renderChart({
      files,
      folder: 'deploy',
      releaseName: 'shop',
      namespace: 'shop',
    });
    expect(documents.map(({ file }) => file)).toEqual(['deploy/charts/redis-1.0.0.tgz']);
    expect(documents[0]?.text).toContain('version: "1.0.0"');
  });

  test('is rendered by Helm: a chart that is itself from elsewhere', async () => {
    const place = { file: 'plumbline.yaml' };
    const chart = await remoteChart({ reference: redis(), place }, await lockedSupply(redis()));
    expect(chart?.folder).toBe('redis-1.0.0.tgz');
    const renderer = await engine.renderer();
    const { documents } = await renderer.renderChart({
      files: chart?.files ?? new Map(),
      folder: 'redis-1.0.0.tgz',
      releaseName: 'shop',
      namespace: 'shop',
    });
    expect(documents.map(({ file }) => file)).toEqual(['redis-1.0.0.tgz/templates/configmap.yaml']);
  });
});

test('what is not in the lock is refused at its place, before anything is asked', async () => {
  const asked = server.requests.length;
  const supply = supplyLocked({ entries: [] }, fetcherFor([server]));
  const text = `resources:\n  - ${server.url}/org/repo//overlay\n`;
  await expect(mountBases(filesOf({ 'kustomization.yaml': text }), '.', supply)).rejects.toEqual(
    expect.objectContaining({
      code: 'LOCK_MISSING',
      place: { file: 'kustomization.yaml', line: 2, column: 5 },
      remedy: expect.stringContaining('plumbline lock'),
    }),
  );
  expect(server.requests.length).toBe(asked);
});
