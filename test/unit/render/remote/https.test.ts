import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Access } from '../../../../src/render/remote/access.ts';
import { get, type HttpsOptions } from '../../../../src/render/remote/https.ts';
import { startConnectProxy } from '../../../support/connect-proxy.ts';
import { type HttpsServer, startHttpsServer } from '../../../support/https-server.ts';

let server: HttpsServer;
let other: HttpsServer;
const toOther = (path: string) => `${other.url}${path}`;

beforeAll(async () => {
  other = await startHttpsServer({ '/file': 'of another host' });
  server = await startHttpsServer({
    '/file': 'hello',
    '/moved': (_request, response) => response.writeHead(302, { Location: '/file' }).end(),
    '/away': (_request, response) => response.writeHead(302, { Location: toOther('/file') }).end(),
    '/down': (_request, response) => response.writeHead(302, { Location: 'http://localhost/file' }).end(),
    '/login': (_request, response) => response.writeHead(302, { Location: 'https://a:b@localhost/' }).end(),
    '/round': (_request, response) => response.writeHead(302, { Location: '/round' }).end(),
    '/large': 'x'.repeat(2000),
    '/endless': (_request, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(100)));
        response.once('drain', more);
      };
      more();
    },
    '/silent': () => undefined,
    '/slow': (_request, response) => response.writeHead(200, { 'Content-Length': 10 }).write('hel'),
    '/cut': (_request, response) => {
      response.writeHead(200, { 'Content-Length': 10 });
      response.write('hel', () => response.destroy());
    },
  });
});
afterAll(() => Promise.all([server.close(), other.close()]));

const rule = (prefix: string) => ({ prefix, login: false, privateNetwork: true });
const fetching = (path: string, options: Partial<HttpsOptions> = {}) =>
  get(new URL(path, server.url), {
    access: new Access([rule(server.url), rule(other.url)]),
    maxBytes: 1000,
    timeoutMs: 20_000,
    ca: server.ca + other.ca,
    env: {},
    ...options,
  });
const error = (code: string, message = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(message), remedy: expect.any(String) });

describe('a GET', () => {
  test('gives status, body and where it came from, after a redirect', async () => {
    const { status, body, url } = await fetching('/moved');
    expect([status, body.toString(), url.pathname]).toEqual([200, 'hello', '/file']);
  });

  test('leaves a status that is no success to the caller', async () => {
    expect((await fetching('/missing')).status).toBe(404);
  });

  test.each(['localhost', '127.0.0.1', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])(
    'does not reach %s, an address that is not public, without a rule',
    async (host) => {
      const asked = server.requests.length;
      const url = new URL(server.url.replace('localhost', host));
      await expect(fetching(url.href, { access: new Access() })).rejects.toEqual(
        error('FETCH_REFUSED', 'not of the public'),
      );
      expect(server.requests.length).toBe(asked);
    },
  );

  test('does not follow a redirect to an address that no rule allows', async () => {
    const asked = other.requests.length;
    const access = new Access([rule(server.url)]);
    await expect(fetching('/away', { access })).rejects.toEqual(error('FETCH_REFUSED', 'not of the public'));
    expect(other.requests.length).toBe(asked);
  });

  test('sends its login to the host it is for, and to no other', async () => {
    const headers = { Authorization: 'Basic secret', Accept: 'text/plain' };
    await fetching('/moved', { headers });
    expect(server.requests.at(-1)?.headers).toMatchObject({
      authorization: 'Basic secret',
      accept: 'text/plain',
    });
    expect((await fetching('/away', { headers })).body.toString()).toBe('of another host');
    expect(other.requests.at(-1)?.headers).toMatchObject({ accept: 'text/plain' });
    expect(other.requests.at(-1)?.headers).not.toHaveProperty('authorization');
  });

  test.each([
    ['/down', 'FETCH_REFUSED', 'https://'],
    ['/login', 'FETCH_REFUSED', 'holds a login'],
    ['/round', 'FETCH_FAILED', 'redirects more than 5 times'],
    ['/large', 'FETCH_FAILED', 'more than'],
    ['/endless', 'FETCH_FAILED', 'more than'],
    ['/cut', 'FETCH_FAILED', 'ECONNRESET'],
  ])('of %s ends with %s', async (path, code, message) => {
    await expect(fetching(path)).rejects.toEqual(error(code, message));
  });

  test.each(['/silent', '/slow'])('of %s ends when its time is over', async (path) => {
    await expect(fetching(path, { timeoutMs: 200 })).rejects.toEqual(error('FETCH_FAILED', 'within 0.2 s'));
  });

  test('ends with a signal', async () => {
    const stop = new AbortController();
    const ended = expect(fetching('/silent', { signal: stop.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    stop.abort();
    await ended;
  });

  test('trusts no certificate of whoever', async () => {
    await expect(fetching('/file', { ca: other.ca })).rejects.toEqual(error('FETCH_FAILED', 'SELF_SIGNED'));
  });

  test('goes through the proxy of the environment, which knows names that we do not', async () => {
    const inside = await startHttpsServer({ '/file': 'inside' }, ['charts.example.test']);
    const proxy = await startConnectProxy({ hosts: { 'charts.example.test': '127.0.0.1' } });
    try {
      const url = inside.url.replace('localhost', 'charts.example.test');
      const { body } = await fetching(`${url}/file`, { ca: inside.ca, env: { https_proxy: proxy.url } });
      expect(body.toString()).toBe('inside');
      expect(proxy.tunnels).toEqual([new URL(url).host]);
    } finally {
      await Promise.all([inside.close(), proxy.close()]);
    }
  });
});
