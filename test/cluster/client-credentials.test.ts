import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { base64, testFolder, writeKubeconfig } from '../support/kubeconfig.ts';
import { ca, cluster, connectWith, failsWith, whoIs } from './client-scene.ts';

const folder = testFolder();
const { server, adminToken } = cluster;
const trusted = { server, 'certificate-authority-data': base64(ca) };
const jane = cluster.addUser('client-jane', ['client-testers']);
const pem = (path: string): string => readFileSync(path, 'utf8');
const asJane = { username: 'client-jane', groups: ['client-testers', 'system:authenticated'] };
const asAdmin = { groups: expect.arrayContaining(['system:masters']) };

async function meetsAs(name: string, parts: Parameters<typeof writeKubeconfig>[1]): Promise<unknown> {
  const { client } = await connectWith({ kubeconfig: writeKubeconfig(folder, parts, name) });
  return await whoIs(client);
}

describe('a kubeconfig logs in', () => {
  test('with a token', async () => {
    expect(await meetsAs('token', { cluster: trusted, user: { token: adminToken } })).toMatchObject(asAdmin);
  });

  test('with a client certificate in it', async () => {
    const user = {
      'client-certificate-data': base64(pem(jane.certificateFile)),
      'client-key-data': base64(pem(jane.keyFile)),
    };
    expect(await meetsAs('inline', { cluster: trusted, user })).toMatchObject(asJane);
  });

  test('with certificates in files, which are relative to it', async () => {
    copyFileSync(jane.certificateFile, join(folder, 'jane.crt'));
    copyFileSync(jane.keyFile, join(folder, 'jane.key'));
    copyFileSync(cluster.caFile, join(folder, 'ca.crt'));
    const user = { 'client-certificate': 'jane.crt', 'client-key': './jane.key' };
    const parts = { cluster: { server, 'certificate-authority': 'ca.crt' }, user };
    expect(await meetsAs('files', parts)).toMatchObject(asJane);
  });

  test('and data goes before a file, as for kubectl', async () => {
    const both = { ...trusted, 'certificate-authority': '/nowhere/ca.crt' };
    expect(await meetsAs('both', { cluster: both, user: { token: adminToken } })).toMatchObject(asAdmin);
  });

  test('with a token file, which goes before a token', async () => {
    writeFileSync(join(folder, 'token'), `${adminToken}\n`);
    const user = { tokenFile: 'token', token: 'outdated' };
    expect(await meetsAs('token-file', { cluster: trusted, user })).toMatchObject(asAdmin);
  });

  test('as somebody else, with groups and a uid', async () => {
    const user = { token: adminToken, as: 'client-anna', 'as-groups': ['a', 'b'], 'as-uid': '7' };
    expect(await meetsAs('impersonating', { cluster: trusted, user })).toMatchObject({
      username: 'client-anna',
      uid: '7',
      groups: ['a', 'b', 'system:authenticated'],
    });
  });

  test('by the name in the certificate, where the address has another', async () => {
    const other = { ...trusted, 'tls-server-name': 'kubernetes.default.svc' };
    expect(await meetsAs('server-name', { cluster: other, user: { token: adminToken } })).toMatchObject(
      asAdmin,
    );
  });

  test('without a check of the certificate, with a warning', async () => {
    const blind = { server, 'insecure-skip-tls-verify': true };
    const file = writeKubeconfig(folder, { cluster: blind, user: { token: adminToken } }, 'insecure');
    const { client, credentials } = await connectWith({ kubeconfig: file });
    expect(await whoIs(client)).toMatchObject(asAdmin);
    expect(credentials.warnings).toEqual([expect.stringContaining('not verified')]);
    expect(credentials.warnings.join()).toContain(server);
  });
});

test('a token file that rotates is read again when the server refuses the old token', async () => {
  const file = join(folder, 'rotating');
  writeFileSync(file, 'long-expired');
  const user = { tokenFile: file };
  const { client } = await connectWith({
    kubeconfig: writeKubeconfig(folder, { cluster: trusted, user }, 'rotating'),
  });
  await expect(whoIs(client)).rejects.toEqual(failsWith('UNAUTHORIZED'));
  writeFileSync(file, adminToken);
  const before = client.requests.CREATE ?? 0;
  expect(await whoIs(client)).toMatchObject(asAdmin);
  expect(client.requests.CREATE).toBe(before + 2);
  // What is known to work is kept.
  await whoIs(client);
  expect(client.requests.CREATE).toBe(before + 3);
});

test('a service account is acted as, with its groups, by the option', async () => {
  const impersonate = 'system:serviceaccount:client-ns:deployer';
  const { client } = await connectWith({ kubeconfig: cluster.kubeconfig, impersonate });
  expect(await whoIs(client)).toMatchObject({
    username: impersonate,
    groups: ['system:serviceaccounts', 'system:serviceaccounts:client-ns', 'system:authenticated'],
  });
});

describe('a KUBECONFIG list', () => {
  const clusters = writeKubeconfig(folder, { cluster: trusted, user: { token: 'first-wins' } }, 'list-a');
  const users = join(folder, 'list-b');
  writeFileSync(
    users,
    JSON.stringify({
      users: [
        { name: 'list-a', user: { token: adminToken } },
        { name: 'other', user: { token: adminToken } },
      ],
      contexts: [{ name: 'mixed', context: { cluster: 'list-a', user: 'other', namespace: 'shop' } }],
      'current-context': 'mixed',
    }),
  );
  const env = (...files: string[]) => ({ KUBECONFIG: files.join(delimiter) });

  test('joins the cluster of one file with the user of another', async () => {
    const { client, credentials } = await connectWith({ env: env(clusters, users), context: 'mixed' });
    expect(await whoIs(client)).toMatchObject(asAdmin);
    expect(credentials).toMatchObject({ context: 'mixed', namespace: 'shop' });
  });

  test('takes what two files name from the first, the current context too', async () => {
    const { client, credentials } = await connectWith({ env: env(clusters, users) });
    expect(credentials.context).toBe('list-a');
    await expect(whoIs(client)).rejects.toEqual(failsWith('UNAUTHORIZED'));
    const { credentials: turned } = await connectWith({ env: env(users, clusters) });
    expect(turned.context).toBe('mixed');
  });

  test('passes over files that are not there, and empty entries', async () => {
    const missing = join(folder, 'missing');
    const { client } = await connectWith({ env: env('', missing, users, clusters), context: 'mixed' });
    expect(await whoIs(client)).toMatchObject(asAdmin);
  });

  test('is not read when a file is named', async () => {
    const { credentials } = await connectWith({ env: env(users), kubeconfig: cluster.kubeconfig });
    expect(credentials.context).toBe('local');
  });
});
