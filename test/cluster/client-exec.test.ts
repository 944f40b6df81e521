import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/manifests/types.ts';
import { base64, testFolder, writeKubeconfig } from '../support/kubeconfig.ts';
import { ca, cluster, connectWith, failsWith, whoIs } from './client-scene.ts';

const folder = testFolder();
const trusted = { server: cluster.server, 'certificate-authority-data': base64(ca) };
const ran = join(folder, 'ran');
mkdirSync(join(folder, 'bin'));

/** A plugin that notes that it ran, and what it was told, and then does this. */
function plugin(name: string, then: string): JsonObject {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$KUBERNETES_EXEC_INFO" >>'${ran}'\n${then}\n`);
  chmodSync(path, 0o755);
  return {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: `./bin/${name}`,
    interactiveMode: 'Never',
  };
}

function credential(status: JsonObject): string {
  const answer = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status };
  return `cat <<'END'\n${JSON.stringify(answer)}\nEND`;
}

const withPlugin = (name: string, exec: JsonObject): string =>
  writeKubeconfig(folder, { cluster: trusted, user: { exec } }, name);

describe('an exec plugin', () => {
  test('does not run unless it is allowed by name', async () => {
    const kubeconfig = withPlugin('refused', plugin('get-token', credential({ token: cluster.adminToken })));
    for (const allowExec of [[], ['other'], ['./bin/get-token'], ['get']]) {
      await expect(connectWith({ kubeconfig, allowExec })).rejects.toEqual(
        failsWith('EXEC_NOT_ALLOWED', {
          message: expect.stringContaining('exec plugin get-token'),
          place: { file: kubeconfig },
          remedy: expect.stringContaining('--allow-exec get-token'),
        }),
      );
    }
    expect(existsSync(ran)).toBe(false);
  });

  test('that is allowed gives a token, once for many requests, and is told who asks', async () => {
    const exec = plugin('get-token', credential({ token: cluster.adminToken }));
    const kubeconfig = withPlugin('token', exec);
    const { client } = await connectWith({ kubeconfig, allowExec: ['get-token'] });
    for (let request = 0; request < 3; request++) await whoIs(client);
    expect(await whoIs(client)).toMatchObject({ groups: expect.arrayContaining(['system:masters']) });
    const told = readFileSync(ran, 'utf8').trim().split('\n');
    expect(told).toHaveLength(1);
    expect(JSON.parse(told[0] ?? '')).toMatchObject({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: { interactive: false },
    });
  });

  test('that is allowed gives a client certificate', async () => {
    const jane = cluster.addUser('exec-jane');
    const status = {
      clientCertificateData: readFileSync(jane.certificateFile, 'utf8'),
      clientKeyData: readFileSync(jane.keyFile, 'utf8'),
    };
    const kubeconfig = withPlugin('certificate', plugin('get-certificate', credential(status)));
    const { client } = await connectWith({ kubeconfig, allowExec: ['get-certificate'] });
    expect(await whoIs(client)).toMatchObject({ username: 'exec-jane' });
  });

  test('that fails is named, without what it printed', async () => {
    const kubeconfig = withPlugin('failing', plugin('failing', 'echo TOPSECRET; exit 3'));
    const failed = connectWith({ kubeconfig, allowExec: ['failing'] });
    await expect(failed).rejects.toEqual(
      failsWith('UNAUTHORIZED', {
        message: expect.not.stringContaining('TOPSECRET'),
        remedy: expect.stringContaining('by hand'),
      }),
    );
  });

  test('that prints no credential is told so, without what it printed', async () => {
    const kubeconfig = withPlugin('chatty', plugin('chatty', 'echo TOPSECRET'));
    const failed = connectWith({ kubeconfig, allowExec: ['chatty'] });
    await expect(failed).rejects.toEqual(
      failsWith('UNAUTHORIZED', {
        message: 'the plugin of user chatty failed: it printed no ExecCredential',
      }),
    );
  });
});

describe('an auth-provider', () => {
  const provider = (name: string, config: JsonObject): string =>
    writeKubeconfig(
      folder,
      { cluster: trusted, user: { 'auth-provider': { name, config } } },
      `provider-${name}`,
    );

  test('that would run a command through a shell is not supported, whatever is allowed', async () => {
    const kubeconfig = provider('gcp', { 'cmd-path': 'touch', 'cmd-args': ran });
    await expect(connectWith({ kubeconfig, allowExec: ['gcp', 'touch'] })).rejects.toEqual(
      failsWith('UNSUPPORTED', { place: { file: kubeconfig } }),
    );
  });

  test('with a hidden exec is not supported (CVE-2022-24817)', async () => {
    const kubeconfig = provider('oidc', { exec: { command: 'touch', args: [ran] } });
    await expect(connectWith({ kubeconfig, allowExec: ['oidc', 'touch'] })).rejects.toEqual(
      failsWith('UNSUPPORTED'),
    );
  });

  test('oidc is refused unless it is allowed by name', async () => {
    const kubeconfig = provider('oidc', { 'id-token': 'x', 'client-id': 'y' });
    await expect(connectWith({ kubeconfig })).rejects.toEqual(failsWith('EXEC_NOT_ALLOWED'));
  });
});
