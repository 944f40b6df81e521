import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ConnectProxy, startConnectProxy } from '../support/connect-proxy.ts';
import { base64, testFolder, writeKubeconfig } from '../support/kubeconfig.ts';
import { ca, cluster, connectWith, failsWith, whoIs } from './client-scene.ts';

const folder = testFolder();
const { server, adminToken } = cluster;
const { host } = new URL(server);
const asAdmin = { groups: expect.arrayContaining(['system:masters']) };

let open: ConnectProxy;
let closed: ConnectProxy;
beforeAll(async () => {
  [open, closed] = await Promise.all([
    startConnectProxy({ hosts: { 'kubernetes.default.svc': '127.0.0.1' } }),
    startConnectProxy({ login: 'me:pass word' }),
  ]);
});
afterAll(() => Promise.all([open.close(), closed.close()]));

const kubeconfig = (name: string, proxy?: string, address = server): string => {
  const cluster = {
    server: address,
    'certificate-authority-data': base64(ca),
    ...(proxy !== undefined && { 'proxy-url': proxy }),
  };
  return writeKubeconfig(folder, { cluster, user: { token: adminToken } }, name);
};

describe('proxy-url of the kubeconfig', () => {
  test('carries every request through one tunnel, TLS reaching the API server', async () => {
    const { client } = await connectWith({ kubeconfig: kubeconfig('open', open.url) });
    const before = open.tunnels.length;
    for (let request = 0; request < 3; request++) expect(await whoIs(client)).toMatchObject(asAdmin);
    expect(open.tunnels.slice(before)).toEqual([host]);
  });

  test('may hold a login', async () => {
    const withLogin = closed.url.replace('//', '//me:pass%20word@');
    const { client } = await connectWith({ kubeconfig: kubeconfig('login', withLogin) });
    expect(await whoIs(client)).toMatchObject(asAdmin);
  });

  test('that refuses the login is named, and the login is not', async () => {
    const withLogin = closed.url.replace('//', '//me:WRONG@');
    const { client } = await connectWith({ kubeconfig: kubeconfig('wrong', withLogin), backoffMs: 1 });
    const asking = whoIs(client);
    await expect(asking).rejects.toEqual(
      failsWith('UNREACHABLE', {
        message: `the proxy gives no way to ${host}`,
        remedy: expect.stringContaining('the login at the proxy'),
      }),
    );
  });

  test('of another kind than HTTP is refused before any request', async () => {
    const connecting = connectWith({ kubeconfig: kubeconfig('socks', 'socks5://127.0.0.1:1080') });
    await expect(connecting).rejects.toEqual(
      failsWith('UNSUPPORTED', { remedy: expect.stringContaining('CONNECT') }),
    );
  });
});

describe('a proxy of the environment', () => {
  test('is not used for loopback, as in Go', async () => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1' };
    const { client } = await connectWith({ kubeconfig: kubeconfig('env'), env });
    expect(await whoIs(client)).toMatchObject(asAdmin);
  });

  test('gives way to that of the kubeconfig', async () => {
    const before = open.tunnels.length;
    const env = { HTTPS_PROXY: 'http://127.0.0.1:1' };
    const { client } = await connectWith({ kubeconfig: kubeconfig('both', open.url), env });
    expect(await whoIs(client)).toMatchObject(asAdmin);
    expect(open.tunnels.length).toBe(before + 1);
  });

  test('carries requests to other hosts, in either case of its name', async () => {
    const elsewhere = `https://kubernetes.default.svc:${new URL(server).port}`;
    for (const name of ['HTTPS_PROXY', 'https_proxy']) {
      const env = { [name]: open.url };
      const { client } = await connectWith({ kubeconfig: kubeconfig('name', undefined, elsewhere), env });
      expect(await whoIs(client)).toMatchObject(asAdmin);
    }
  });

  test('is not used for hosts of NO_PROXY', async () => {
    // Nobody listens there: what counts is who was asked.
    const away = kubeconfig('away', undefined, 'https://127.0.0.2:1');
    const asked = async (env: Record<string, string>): Promise<string[]> => {
      const before = open.tunnels.length;
      const how = { kubeconfig: away, env, backoffMs: 1, timeoutMs: 2000 };
      await expect((await connectWith(how)).client.raw('/version')).rejects.toThrow();
      return open.tunnels.slice(before);
    };
    expect(await asked({ HTTPS_PROXY: open.url })).toContain('127.0.0.2:1');
    expect(await asked({ HTTPS_PROXY: open.url, NO_PROXY: '127.0.0.2' })).toEqual([]);
  });
});
