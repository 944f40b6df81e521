import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ClusterClient } from '../../src/cluster/types.ts';
import type { ApiResource } from '../../src/manifests/types.ts';
import { installCrd, releaseCrd } from '../../src/release/crd.ts';
import { createRelease } from '../../src/release/transitions.ts';
import { allow, connectToServer, freshName, namespace } from './release-server.ts';

const crds: ApiResource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};
const { name } = releaseCrd.metadata;

let client: ClusterClient;
let server: Awaited<ReturnType<typeof connectToServer>>;
beforeAll(async () => {
  server = await connectToServer();
  ({ client } = server);
});
afterAll(() => server.stop());

test('what is there is left as it is, and nothing is said', async () => {
  const labels = { 'example.com/kept': freshName() };
  await client.patch(crds, { name }, 'merge', { metadata: { labels } });
  const before = await client.get(crds, { name });
  const writes = () => ({ ...client.requests, GET: 0, LIST: 0 });
  const written = writes();
  expect(await installCrd(client, namespace)).toEqual([]);
  expect(await client.get(crds, { name })).toEqual(before);
  expect(writes()).toEqual(written);
});

test('a namespace that is absent is created, and said', async () => {
  const fresh = freshName();
  expect(await installCrd(client, fresh)).toEqual([`created the namespace ${fresh}`]);
  expect(await installCrd(client, fresh)).toEqual([]);
});

test('the server keeps the schema as it is written: no field is dropped', async () => {
  const live = await client.get(crds, { name });
  expect(live?.spec).toMatchObject({ versions: (releaseCrd.spec as { versions: never[] }).versions });
});

test('a login that may see neither CRD nor namespace makes its release all the same', async () => {
  const user = freshName();
  await allow(client, user, [
    { apiGroups: ['plumbline.dev'], resources: ['releases'], verbs: ['get', 'create'] },
  ]);
  const narrow = await server.actAs(user);
  expect(await installCrd(narrow, namespace)).toEqual([]);
  const release = await createRelease(narrow, { name: freshName(), namespace });
  expect((await createRelease(narrow, release)).uid).toBe(release.uid);
});
