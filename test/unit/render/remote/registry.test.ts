import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { digestOf } from '../../../../src/render/remote/digest.ts';
import { fetchLocked, resolve } from '../../../../src/render/remote/fetch-locked.ts';
import type { ChartReference } from '../../../../src/render/remote/types.ts';
import { packedChart } from '../../../support/archives.ts';
import { type HttpsServer, startHttpsServer } from '../../../support/https-server.ts';
import { serveRegistry } from '../../../support/registry.ts';
import { fetcherFor, refusal, ruleFor } from './scene.ts';

let server: HttpsServer;
let store: HttpsServer;
const charts: Record<string, Buffer> = {};
const versions = ['1.0.0', '1.1.0', '1.2.0-rc.1', '2.0.0', '2.1.0+build.1'];

beforeAll(async () => {
  for (const version of versions) charts[version] = await packedChart('redis', version);
  [server, store] = await Promise.all([startHttpsServer(), startHttpsServer()]);
});
afterAll(() => Promise.all([server.close(), store.close()]));
beforeEach(() => {
  server.paths.clear();
  server.requests.length = 0;
});

const chart = (repository: string, version: string): ChartReference => ({
  kind: 'chart',
  repository,
  name: 'redis',
  version,
});
const bytesOf = (version: string): Buffer => charts[version] as Buffer;

describe('a chart of a registry', () => {
  const tagged = () =>
    Object.fromEntries(versions.map((version) => [version.replace('+', '_'), bytesOf(version)]));
  const repository = () => `oci://${server.host}/acme`;

  test.each([
    ['^1.0.0', '1.1.0'],
    ['1.0.0', '1.0.0'],
    ['2.x', '2.1.0+build.1'],
    ['2.1.0+build.1', '2.1.0+build.1'],
  ])('is found for %s as %s among the tags of several pages', async (version, resolved) => {
    serveRegistry(server, 'acme/redis', tagged());
    const { entry, files } = await resolve(chart(repository(), version), fetcherFor([server]));
    expect(entry).toMatchObject({ resolved, digest: digestOf(bytesOf(resolved)) });
    expect([...files]).toEqual([[`redis-${resolved}.tgz`, bytesOf(resolved)]]);
  });

  test('that is pinned is fetched by its digest alone', async () => {
    serveRegistry(server, 'acme/redis', tagged());
    const { entry } = await resolve(chart(repository(), '^1.0.0'), fetcherFor([server]));
    server.requests.length = 0;
    await fetchLocked(entry, fetcherFor([server]));
    const asked = server.requests.map(({ url }) => url.replace(/\?.*/, ''));
    const blob = `/v2/acme/redis/blobs/${entry.digest}`;
    expect(asked).toEqual([blob, '/token', blob]);
  });

  test('is read from a store elsewhere, which does not see the token', async () => {
    const digest = digestOf(bytesOf('1.0.0'));
    store.paths.set('/blob', bytesOf('1.0.0'));
    serveRegistry(server, 'acme/redis', tagged(), { blobsAt: () => `${store.url}/blob?signature=1` });
    const { entry } = await resolve(chart(repository(), '1.0.0'), fetcherFor([server, store]));
    expect(entry.digest).toBe(digest);
    expect(store.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  describe('that wants a login', () => {
    const login = 'user:password';
    const auth = Buffer.from(login).toString('base64');
    const env = () => ({ DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { [server.host]: { auth } } }) });

    test('gets it where a rule says so', async () => {
      serveRegistry(server, 'acme/redis', tagged(), { login });
      const rules = [ruleFor(repository(), { login: true })];
      const { entry } = await resolve(
        chart(repository(), '1.0.0'),
        fetcherFor([server], { env: env(), rules }),
      );
      expect(entry).toMatchObject({ resolved: '1.0.0' });
    });

    test.each([
      ['no rule', []],
      ['a rule for another path', [{ login: true, path: '/other' }]],
    ])('does not get it with %s', async (_what, given) => {
      serveRegistry(server, 'acme/redis', tagged(), { login });
      const rules = [
        ruleFor(`oci://${server.host}`),
        ...given.map(({ path }) => ruleFor(`oci://${server.host}${path}`, { login: true })),
      ];
      await expect(
        resolve(chart(repository(), '1.0.0'), fetcherFor([server], { env: env(), rules })),
      ).rejects.toEqual(refusal('FETCH_FAILED', 'the answer is 401'));
      expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
        server.requests.map(() => undefined),
      );
    });
  });

  test('with other bytes than its manifest says is refused', async () => {
    serveRegistry(server, 'acme/redis', tagged());
    server.paths.set(`/v2/acme/redis/blobs/${digestOf(bytesOf('1.0.0'))}`, 'other');
    await expect(resolve(chart(repository(), '1.0.0'), fetcherFor([server]))).rejects.toEqual(
      refusal('FETCH_FAILED', 'other bytes'),
    );
  });

  test.each([
    [
      'an image',
      {
        layers: [
          {
            mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
            digest: `sha256:${'0'.repeat(64)}`,
            size: 1,
          },
        ],
      },
    ],
    [
      'a digest that is none',
      { layers: [{ mediaType: 'application/tar+gzip', digest: 'sha256:../../x', size: 1 }] },
    ],
    ['no layers', {}],
    ['no object', null],
  ])('that is %s is refused', async (_what, manifest) => {
    server.paths.set('/v2/acme/redis/manifests/1.0.0', JSON.stringify(manifest));
    await expect(resolve(chart(repository(), '1.0.0'), fetcherFor([server]))).rejects.toEqual(
      refusal('FETCH_FAILED', 'no Helm chart'),
    );
  });

  test('with a manifest of a gigabyte is not even begun', async () => {
    const layer = { mediaType: 'application/tar+gzip', digest: `sha256:${'0'.repeat(64)}`, size: 2 ** 30 };
    server.paths.set('/v2/acme/redis/manifests/1.0.0', JSON.stringify({ layers: [layer] }));
    await expect(resolve(chart(repository(), '1.0.0'), fetcherFor([server]))).rejects.toEqual(
      refusal('FETCH_FAILED', 'more than are fetched'),
    );
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    'oci://ghcr.io/UPPER',
    'oci://ghcr.io/a/../b/%2e%2e',
    'oci://ghcr.io/a:1.0',
    'oci://user@ghcr.io/a',
    'oci://',
  ])('of %s is refused before anything is asked', async (from) => {
    await expect(resolve(chart(from, '1.0.0'), fetcherFor([]))).rejects.toEqual(refusal('FETCH_REFUSED'));
  });
});
