import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findBinaries } from '../../../local-cluster/binaries.ts';

const assets = mkdtempSync(join(tmpdir(), 'plumbline-assets-'));
afterAll(() => rmSync(assets, { recursive: true }));
for (const name of ['etcd', 'kube-apiserver', 'kubectl']) writeFileSync(join(assets, name), '');

const silent = () => undefined;

test('ready binaries are taken from KUBEBUILDER_ASSETS, without a build', async () => {
  const wanted = ['etcd', 'kube-apiserver', 'kubectl'] as const;
  expect(await findBinaries(wanted, silent, { KUBEBUILDER_ASSETS: assets })).toEqual({
    etcd: join(assets, 'etcd'),
    'kube-apiserver': join(assets, 'kube-apiserver'),
    kubectl: join(assets, 'kubectl'),
  });
});

test('one named by itself comes before the folder', async () => {
  const env = { KUBEBUILDER_ASSETS: assets, TEST_ASSET_KUBE_APISERVER: '/opt/kube-apiserver' };
  const found = await findBinaries(['kube-apiserver', 'etcd'], silent, env);
  expect(found).toEqual({ 'kube-apiserver': '/opt/kube-apiserver', etcd: join(assets, 'etcd') });
});
