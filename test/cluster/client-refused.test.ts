import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeCertificate } from '../../local-cluster/certificates.ts';
import { freePorts } from '../../local-cluster/ports.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { base64, testFolder, writeKubeconfig } from '../support/kubeconfig.ts';
import { ca, cluster, configMaps, connectWith, failsWith } from './client-scene.ts';

const folder = testFolder();
const { server, adminToken } = cluster;
const trusted = { server, 'certificate-authority-data': base64(ca) };
const has = (text: string): unknown => expect.stringContaining(text);

/** The first request of a client with this kubeconfig. */
async function ask(parts: Parameters<typeof writeKubeconfig>[1], context?: string): Promise<unknown> {
  const kubeconfig = writeKubeconfig(folder, parts);
  const { client } = await connectWith({ kubeconfig, backoffMs: 1, ...(context && { context }) });
  return await client.get(configMaps, { namespace: 'default', name: 'kube-root-ca.crt' });
}

describe('a server', () => {
  const other = makeCertificate({
    commonName: 'elsewhere.example',
    use: 'server',
    names: ['elsewhere.example'],
  });
  let elsewhere: FaultProxy;
  beforeAll(async () => {
    elsewhere = await startFaultProxy(cluster, other);
  });
  afterAll(() => elsewhere.close());

  test('whose certificate another authority signed is not trusted, nor sent the token', async () => {
    const authority = makeCertificate({ commonName: 'another', use: 'authority' });
    const parts = { server: elsewhere.server, 'certificate-authority-data': base64(authority.certificate) };
    await expect(ask({ cluster: parts, user: { token: adminToken } })).rejects.toEqual(
      failsWith('CERTIFICATE', { remedy: has('certificate-authority') }),
    );
    expect(elsewhere.requests).toEqual([]);
  });

  test('whose certificate is for another name is not trusted, and the error says for which', async () => {
    const parts = { server: elsewhere.server, 'certificate-authority-data': base64(other.certificate) };
    await expect(ask({ cluster: parts, user: { token: adminToken } })).rejects.toEqual(
      failsWith('CERTIFICATE', { message: has('127.0.0.1'), remedy: has('tls-server-name') }),
    );
    expect(elsewhere.requests).toEqual([]);
  });

  test('whose certificate has expired is not trusted', async () => {
    const notAfter = new Date(Date.now() - 60_000);
    const old = makeCertificate({ commonName: 'old', use: 'server', names: ['127.0.0.1'], notAfter });
    const proxy = await startFaultProxy(cluster, old);
    try {
      const parts = { server: proxy.server, 'certificate-authority-data': base64(old.certificate) };
      await expect(ask({ cluster: parts, user: { token: adminToken } })).rejects.toEqual(
        failsWith('CERTIFICATE', { message: has('expired'), remedy: has('clock') }),
      );
    } finally {
      await proxy.close();
    }
  });

  test('that nobody listens for is unreachable, and is asked twice at most', async () => {
    const [port] = await freePorts(1);
    const kubeconfig = writeKubeconfig(folder, { cluster: { server: `https://127.0.0.1:${port}` } }, 'gone');
    const { client } = await connectWith({ kubeconfig, backoffMs: 1 });
    await expect(client.raw('/version')).rejects.toEqual(
      failsWith('UNREACHABLE', {
        message: `127.0.0.1:${port} cannot be reached: ECONNREFUSED`,
        remedy: has('server address'),
      }),
    );
    expect(client.requests).toEqual({ RAW: 2 });
  });

  test('that is spoken to without TLS is no Kubernetes API', async () => {
    const plain = server.replace('https:', 'http:');
    await expect(ask({ cluster: { server: plain }, user: { token: adminToken } })).rejects.toMatchObject({
      code: 'INVALID',
      message: has('HTTPS'),
    });
  });
});

describe('a login', () => {
  const refused = failsWith('UNAUTHORIZED', {
    message: `${new URL(server).host} refuses the login: Unauthorized`,
    object: undefined,
    remedy: has('Log in again'),
  });

  test('with an unknown token is refused', async () => {
    const asking = ask({ cluster: trusted, user: { token: 'UNKNOWN-TOKEN' } });
    await expect(asking).rejects.toEqual(refused);
    await expect(asking).rejects.not.toMatchObject({ message: has('UNKNOWN-TOKEN') });
  });

  test('with an expired certificate is refused', async () => {
    const late = cluster.addUser('client-late', [], { notAfter: new Date(Date.now() - 60_000) });
    const { client } = await connectWith({ kubeconfig: late.kubeconfig });
    await expect(client.get(configMaps, { namespace: 'default', name: 'kube-root-ca.crt' })).rejects.toEqual(
      refused,
    );
  });

  test('without rights is forbidden, and the error names the rule to add', async () => {
    const { kubeconfig } = cluster.addUser('client-nobody');
    const { client } = await connectWith({ kubeconfig });
    await expect(client.list(configMaps, { namespace: 'default' })).rejects.toEqual(
      failsWith('FORBIDDEN', {
        object: 'ConfigMap default/*',
        remedy: 'Grant client-nobody the verb list on configmaps by a Role in default.',
      }),
    );
  });

  test('with a token that no header can hold names no character of it', async () => {
    const asking = ask({ cluster: trusted, user: { token: 'two\nlines' } });
    await expect(asking).rejects.toEqual(
      failsWith('KUBECONFIG_INVALID', {
        message: expect.not.stringContaining('two'),
        remedy: has('line break'),
      }),
    );
  });

  test('with a key of another certificate is a fault of the kubeconfig', async () => {
    const [one, two] = [cluster.addUser('client-one'), cluster.addUser('client-two')];
    const user = {
      'client-certificate-data': base64(readFileSync(one.certificateFile, 'utf8')),
      'client-key-data': base64(readFileSync(two.keyFile, 'utf8')),
    };
    await expect(ask({ cluster: trusted, user })).rejects.toEqual(
      failsWith('KUBECONFIG_INVALID', { remedy: has('the key that belongs') }),
    );
  });
});
