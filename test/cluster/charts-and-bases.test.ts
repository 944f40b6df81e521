import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { packedChart } from '../support/archives.ts';
import { serveGit } from '../support/git-server.ts';
import { type HttpsServer, startHttpsServer } from '../support/https-server.ts';
import { serveRegistry } from '../support/registry.ts';
import { configMapYaml } from '../support/work-tree.ts';
import { TestRepository } from '../unit/git/repositories.ts';
import { folderOfOwn } from '../unit/render/remote/scene.ts';
import { type Scene, said, scene } from './bad-input-scene.ts';
import { admin, configMaps } from './client-scene.ts';

let server: HttpsServer;
let upstream: TestRepository;
let env: Record<string, string>;

beforeAll(async () => {
  server = await startHttpsServer();
  upstream = new TestRepository(folderOfOwn());
  upstream.write('base/kustomization.yaml', 'resources: [a.yaml]\n');
  upstream.commit('base/a.yaml', configMapYaml('from-base', { version: 'one' }));
  serveGit(server, '/org/repo', upstream.root);
  serveRegistry(server, 'acme/redis', { '1.0.0': await packedChart('redis', '1.0.0') });
  const authorities = join(folderOfOwn(), 'ca.pem');
  writeFileSync(authorities, server.ca);
  env = { NODE_EXTRA_CA_CERTS: authorities, XDG_CACHE_HOME: folderOfOwn() };
});
afterAll(() => server.close());

async function sceneWith(file: string, text: string): Promise<Scene> {
  const made = await scene();
  const { tree } = made;
  const rules = ['oci', 'https'].map(
    (scheme) => `  - {prefix: "${scheme}://${server.host}", privateNetwork: true}\n`,
  );
  tree.write('plumbline.yaml', `${tree.read('plumbline.yaml')}remotes:\n${rules.join('')}`);
  tree.write(`deploy/${file}`, text);
  expect(await tree.run(['lock'], { env })).toMatchObject({ exitCode: 0 });
  tree.commitAll();
  return made;
}

test('a base from elsewhere is applied as it is pinned, and a lock that is not committed is refused', async () => {
  const { tree, namespace } = await sceneWith(
    'kustomization.yaml',
    `resources: ["${server.url}/org/repo//base?ref=main"]\n`,
  );
  upstream.commit('base/a.yaml', configMapYaml('from-base', { version: 'two' }));
  const first = await tree.run(['apply', '--yes'], { env });
  expect({ exitCode: first.exitCode, said: said(first) }).toEqual({ exitCode: 0, said: said(first) });
  expect(await admin.get(configMaps, { namespace, name: 'from-base' })).toMatchObject({
    data: { version: 'one' },
  });

  expect(await tree.run(['lock', '--upgrade'], { env })).toMatchObject({ exitCode: 0 });
  const refused = await tree.run(['apply', '--yes'], { env });
  expect(refused.exitCode).toBe(3);
  expect(said(refused)).toContain('DIRTY_WORK_TREE');
  tree.commitAll();
  expect(await tree.run(['apply', '--yes'], { env })).toMatchObject({ exitCode: 0 });
  expect(await admin.get(configMaps, { namespace, name: 'from-base' })).toMatchObject({
    data: { version: 'two' },
  });
});

test('a chart is applied with its dependency from a registry', async () => {
  const dependency = `{name: redis, version: ^1.0, repository: "oci://${server.host}/acme"}`;
  const { tree, namespace } = await sceneWith(
    'Chart.yaml',
    `apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [${dependency}]\n`,
  );
  const run = await tree.run(['apply', '--yes'], { env });
  expect({ exitCode: run.exitCode, said: said(run) }).toEqual({ exitCode: 0, said: said(run) });
  expect(await admin.get(configMaps, { namespace, name: 'redis' })).toMatchObject({
    data: { version: '1.0.0' },
  });
});
