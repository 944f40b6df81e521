import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testFolder } from '../support/kubeconfig.ts';
import { ca, cluster, connectWith, failsWith, freshNamespace, whoIs } from './client-scene.ts';

const folder = testFolder();
const { hostname, port } = new URL(cluster.server);
const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port, HOME: folder };

/** A token as kubelet would mount it, for the default account of a namespace. */
async function mountServiceAccount(namespace: string): Promise<void> {
  const args = ['create', 'token', 'default', '-n', namespace];
  // The account is made by a controller, a moment after its namespace.
  await cluster.kubectl(
    ['wait', '--for=create', 'serviceaccount/default', '-n', namespace, '--timeout=30s'],
    {
      check: true,
    },
  );
  const { stdout } = await cluster.kubectl(args, { check: true });
  writeFileSync(join(folder, 'token'), stdout);
  writeFileSync(join(folder, 'ca.crt'), ca);
  writeFileSync(join(folder, 'namespace'), namespace);
}

test('in a pod, the service account that is mounted there logs in, and gives the namespace', async () => {
  const namespace = await freshNamespace();
  await mountServiceAccount(namespace);
  const { client, credentials } = await connectWith({ env, serviceAccountFolder: folder });
  expect(await whoIs(client)).toMatchObject({ username: `system:serviceaccount:${namespace}:default` });
  expect(credentials).toMatchObject({ namespace, context: undefined, server: cluster.server });
});

test('a context that is asked for is not looked for in the pod', async () => {
  const connecting = connectWith({ env, serviceAccountFolder: folder, context: 'prod' });
  await expect(connecting).rejects.toEqual(failsWith('KUBECONFIG_INVALID'));
});

test('a pod without a mounted service account is told what it needs', async () => {
  const connecting = connectWith({ env, serviceAccountFolder: join(folder, 'none') });
  await expect(connecting).rejects.toEqual(
    failsWith('KUBECONFIG_INVALID', { message: expect.stringContaining(join(folder, 'none')) }),
  );
});

test('outside a pod and without a kubeconfig, the error says where one was looked for', async () => {
  await expect(connectWith({ env: { HOME: folder } })).rejects.toEqual(
    failsWith('KUBECONFIG_INVALID', {
      message: `no kubeconfig: looked for ${join(folder, '.kube', 'config')}`,
      remedy: expect.stringContaining('--kubeconfig'),
    }),
  );
});
