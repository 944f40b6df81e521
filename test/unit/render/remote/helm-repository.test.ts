import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { digestOf } from '../../../../src/render/remote/digest.ts';
import { fetchLocked, resolve } from '../../../../src/render/remote/fetch-locked.ts';
import type { ChartReference } from '../../../../src/render/remote/types.ts';
import { packedChart } from '../../../support/archives.ts';
import { type Answer, type HttpsServer, startHttpsServer } from '../../../support/https-server.ts';
import { serveRegistry } from '../../../support/registry.ts';
import { fetcherFor, refusal, ruleFor } from './scene.ts';

let server: HttpsServer;
const charts: Record<string, Buffer> = {};
const versions = ['1.0.0', '1.1.0', '1.2.0-rc.1', '2.0.0', '2.1.0+build.1'];

beforeAll(async () => {
  for (const version of versions) charts[version] = await packedChart('redis', version);
  server = await startHttpsServer();
});
afterAll(() => server.close());
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

describe('a chart of a Helm repository', () => {
  const index = (entries: { version: string; url?: string; digest?: string }[]): string =>
    [
      'apiVersion: v1',
      'entries:',
      '  redis:',
      ...entries.flatMap(({ version, url = `charts/redis-${version}.tgz`, digest }) => [
        `    - name: redis`,
        `      version: ${version}`,
        ...(digest === undefined ? [] : [`      digest: ${digest}`]),
        `      urls: ['${url}']`,
      ]),
      '',
    ].join('\n');
  const serve = (text = index(versions.map((version) => ({ version })))): void => {
    server.paths.set('/helm/index.yaml', text);
    for (const version of versions) server.paths.set(`/helm/charts/redis-${version}.tgz`, bytesOf(version));
  };
  const repository = () => `${server.url}/helm`;

  test.each([
    ['^1.0.0', '1.1.0'],
    ['1.0.0', '1.0.0'],
    ['>=1.0.0-0 <2', '1.2.0-rc.1'],
    ['', '2.1.0+build.1'],
    ['*', '2.1.0+build.1'],
    ['1.2.0-rc.1', '1.2.0-rc.1'],
  ])('is found for %j as %s, and pinned', async (version, resolved) => {
    serve();
    const { entry, files } = await resolve(chart(repository(), version), fetcherFor([server]));
    expect(entry).toEqual({
      ...chart(repository(), version),
      resolved,
      location: `${repository()}/charts/redis-${resolved}.tgz`,
      digest: digestOf(bytesOf(resolved)),
      size: bytesOf(resolved).length,
    });
    expect([...files]).toEqual([[`redis-${resolved}.tgz`, bytesOf(resolved)]]);
  });

  test('is fetched though the server is busy, or the connection breaks, at first', async () => {
    serve();
    const archive = server.paths.get('/helm/charts/redis-1.0.0.tgz') as Buffer;
    const troubles: Answer[] = [
      (_request, response) => response.writeHead(503).end(),
      (_request, response) => response.destroy(),
    ];
    server.paths.set('/helm/charts/redis-1.0.0.tgz', (request, response) => {
      const trouble = troubles.pop();
      if (trouble === undefined) response.end(archive);
      else trouble(request, response);
    });
    const { entry } = await resolve(
      chart(repository(), '1.0.0'),
      fetcherFor([server], { retryAfterMs: [0, 0] }),
    );
    expect(entry).toMatchObject({ resolved: '1.0.0' });
    expect(troubles).toEqual([]);
  });

  test('that is pinned is fetched without the index, and from the cache without the network', async () => {
    serve();
    const { entry } = await resolve(chart(repository(), '^1.0.0'), fetcherFor([server]));
    server.requests.length = 0;
    const fetcher = fetcherFor([server]);
    for (const _ of [1, 2]) {
      expect([...(await fetchLocked(entry, fetcher)).values()]).toEqual([bytesOf('1.1.0')]);
      expect(server.requests.map(({ url }) => url)).toEqual(['/helm/charts/redis-1.1.0.tgz']);
    }
  });

  test('with other bytes than are pinned is refused, and not kept', async () => {
    serve();
    const { entry } = await resolve(chart(repository(), '^1.0.0'), fetcherFor([server]));
    server.paths.set(
      '/helm/charts/redis-1.1.0.tgz',
      await packedChart('redis', '1.1.0', { 'evil.yaml': '' }),
    );
    const fetcher = fetcherFor([server]);
    await expect(fetchLocked(entry, fetcher)).rejects.toEqual(refusal('LOCK_MISMATCH', entry.digest));
    await expect(fetchLocked(entry, fetcher)).rejects.toEqual(refusal('LOCK_MISMATCH'));
  });

  test('with other bytes than its index says is refused', async () => {
    serve(index([{ version: '1.0.0', digest: 'a'.repeat(64) }]));
    await expect(resolve(chart(repository(), '1.0.0'), fetcherFor([server]))).rejects.toEqual(
      refusal('FETCH_FAILED', 'other bytes'),
    );
  });

  test('that is pinned but no sound archive is refused, though its digest is right', async () => {
    const broken = Buffer.from('no archive');
    server.paths.set('/a.tgz', broken);
    const pinned = { resolved: '1.0.0', location: `${server.url}/a.tgz`, digest: digestOf(broken), size: 10 };
    await expect(
      fetchLocked({ ...chart(repository(), '1'), ...pinned }, fetcherFor([server])),
    ).rejects.toEqual(refusal('ARCHIVE_INVALID'));
  });

  test('of a version that there is not is told with those that there are', async () => {
    serve();
    await expect(resolve(chart(repository(), '^9'), fetcherFor([server]))).rejects.toEqual(
      refusal('VERSION_NOT_FOUND', '1.0.0, 1.1.0'),
    );
  });

  test.each([
    ['no index', undefined, 'FETCH_FAILED', 'the answer is 404'],
    ['an index that is HTML', '<html><a href="x">: [', 'MANIFEST_SYNTAX', ''],
    ['an index without entries', 'apiVersion: v1\n', 'VERSION_NOT_FOUND', 'no version of it'],
    [
      'entries that are none',
      'entries: {redis: [1, null, {version: 1}, {version: a, urls: [1]}]}',
      'VERSION_NOT_FOUND',
      '',
    ],
    [
      'an archive over http',
      index([{ version: '1.0.0', url: 'http://localhost/a.tgz' }]),
      'FETCH_REFUSED',
      '',
    ],
    ['an archive in a file', index([{ version: '1.0.0', url: 'file:///etc/passwd' }]), 'FETCH_REFUSED', ''],
    [
      'an archive at a private address',
      index([{ version: '1.0.0', url: 'https://10.0.0.1/a.tgz' }]),
      'FETCH_REFUSED',
      '',
    ],
  ])('with %s is refused', async (_what, text, code, message) => {
    if (text !== undefined) server.paths.set('/helm/index.yaml', text);
    await expect(resolve(chart(repository(), '1.0.0'), fetcherFor([server]))).rejects.toEqual(
      refusal(code, message),
    );
  });

  test('whose index leads to a registry is taken from there', async () => {
    serveRegistry(server, 'charts/redis', { '1.0.0': bytesOf('1.0.0') });
    server.paths.set(
      '/helm/index.yaml',
      index([{ version: '1.0.0', url: `oci://${server.host}/charts/redis:1.0.0` }]),
    );
    const { entry } = await resolve(chart(repository(), '^1'), fetcherFor([server]));
    expect(entry).toMatchObject({
      resolved: '1.0.0',
      location: `oci://${server.host}/charts/redis@${digestOf(bytesOf('1.0.0'))}`,
    });
  });

  test('gets the login of this machine only where a rule says so', async () => {
    serve();
    const auth = Buffer.from('user:password').toString('base64');
    const env = { DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { [server.host]: { auth } } }) };
    const seen = () => server.requests.map(({ headers }) => headers.authorization);
    await resolve(chart(repository(), '1.0.0'), fetcherFor([server], { env }));
    expect(seen()).toEqual([undefined, undefined]);
    server.requests.length = 0;
    const rules = [ruleFor(repository(), { login: true })];
    await resolve(chart(repository(), '1.0.0'), fetcherFor([server], { env, rules }));
    expect(seen()).toEqual([`Basic ${auth}`, `Basic ${auth}`]);
  });
});
