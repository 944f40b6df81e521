import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listClusters, sweep } from '../../local-cluster/index.ts';
import { runningProcesses } from '../../local-cluster/processes.ts';
import { readState } from '../../local-cluster/state.ts';
import { type LocalCluster, sharedCluster, startCluster } from '../support/cluster.ts';

const processesOf = (folder: string) => runningProcesses().filter(({ command }) => command.includes(folder));

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds() && Date.now() < end) await delay(50);
  expect(holds()).toBe(true);
}

describe('a cluster of its own', () => {
  let one: LocalCluster;
  let other: LocalCluster;
  beforeAll(async () => {
    [one, other] = await Promise.all([startCluster(), startCluster({ controllers: true })]);
  });
  afterAll(() => Promise.all([one?.stop(), other?.stop()]));

  test('shares no port, state, key or token with another', async () => {
    await one.kubectl(['create', 'namespace', 'only-here'], { check: true });
    expect((await other.kubectl(['get', 'namespace', 'only-here'])).stderr).toContain('NotFound');
    expect(other.server).not.toBe(one.server);
    const swapped = ['get', 'namespaces', `--server=${other.server}`];
    expect((await one.kubectl(swapped)).stderr).toContain('x509');
    const trusting = [...swapped, `--certificate-authority=${other.caFile}`];
    expect((await one.kubectl(trusting)).stderr).toContain('must be logged in');
  });

  test('has only the parts that were asked for', () => {
    expect(Object.keys(readState(one.folder)?.pids ?? {})).toEqual(['etcd', 'kube-apiserver']);
    expect(Object.keys(readState(other.folder)?.pids ?? {})).toHaveLength(4);
  });

  test('takes a new user at once, with its groups and without rights', async () => {
    const { kubeconfig } = one.addUser('jane@example.org', ['team:shop', 'on call']);
    const { stdout } = await one.kubectl(['auth', 'whoami', '-o', 'json'], { kubeconfig });
    expect(JSON.parse(stdout).status.userInfo).toMatchObject({
      username: 'jane@example.org',
      groups: ['team:shop', 'on call', 'system:authenticated'],
    });
    expect((await one.kubectl(['get', 'secrets'], { kubeconfig })).stderr).toContain('Forbidden');
  });

  test('refuses a user whose certificate has expired', async () => {
    const { kubeconfig } = one.addUser('late', [], { notAfter: new Date(Date.now() - 60_000) });
    const { stderr, exitCode } = await one.kubectl(['get', 'secrets'], { kubeconfig });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('must be logged in');
  });

  test('keeps objects, port and keys when its API server restarts', async () => {
    await one.kubectl(['create', 'namespace', 'lasting'], { check: true });
    const before = one.apiServerPid();
    await one.restartApiServer();
    expect(one.apiServerPid()).not.toBe(before);
    await one.kubectl(['get', 'namespace', 'lasting'], { check: true });
  });

  test('tells how much processor time its API server used', async () => {
    const before = other.apiServerCpuSeconds();
    await other.kubectl(['get', '--raw', '/openapi/v2'], { check: true });
    expect(other.apiServerCpuSeconds()).toBeGreaterThan(before);
  });

  test('leaves neither process nor file when it stops', async () => {
    const third = await startCluster();
    expect(processesOf(third.folder).length).toBeGreaterThan(0);
    await third.stop();
    await third.stop();
    expect(processesOf(third.folder)).toEqual([]);
    expect(existsSync(third.folder)).toBe(false);
  });

  test('says why it did not start', async () => {
    const starting = startCluster({ apiServerArgs: ['--no-such-flag'] });
    await expect(starting).rejects.toThrow('unknown flag: --no-such-flag');
  });
});

describe('a kill', () => {
  const program = `
    import { startCluster } from ${JSON.stringify(join(import.meta.dirname, '../../local-cluster/index.ts'))};
    console.log((await startCluster()).folder);
    setInterval(() => {}, 1000);`;

  async function startInChild() {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [folder] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { child, folder };
  }

  test('of the process that started a cluster ends the cluster', async () => {
    const { child, folder } = await startInChild();
    expect(processesOf(folder).length).toBeGreaterThan(2);
    child.kill('SIGKILL');
    await until(() => processesOf(folder).length === 0 && !existsSync(folder));
  });

  test('of the supervisor too leaves what the next start sweeps', async () => {
    const { child, folder } = await startInChild();
    process.kill(readState(folder)?.supervisorPid ?? 0, 'SIGKILL');
    child.kill('SIGKILL');
    await until(() => !listClusters().some((cluster) => cluster.folder === folder));
    expect(processesOf(folder).length).toBe(2);
    expect(await sweep()).toEqual([folder]);
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(listClusters().map(({ name }) => name)).toContain(sharedCluster().name);
  });
});

test('pods become ready on the hollow node, with a claim on a static volume too', async () => {
  const { kubectl } = sharedCluster();
  const labels = { app: 'x' };
  const template = {
    metadata: { labels },
    spec: {
      containers: [
        { name: 'c', image: 'example.org/c:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      ],
      volumes: [{ name: 'data', emptyDir: {} }],
    },
  };
  const namespace = 'local-cluster-pods';
  const metadata = { name: 'x', namespace };
  const storage = { storageClassName: namespace, accessModes: ['ReadWriteOnce'] };
  const claim = { ...storage, resources: { requests: { storage: '1Gi' } } };
  const volume = { ...storage, capacity: { storage: '1Gi' }, hostPath: { path: '/nowhere' } };
  const selector = { matchLabels: labels };
  const items = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: namespace }, spec: volume },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 3, selector, template } },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace },
      spec: {
        serviceName: 'db',
        selector: { matchLabels: { app: 'db' } },
        template: {
          metadata: { labels: { app: 'db' } },
          spec: { containers: template.spec.containers },
        },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }],
      },
    },
  ];
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await kubectl(['apply', '-f', '-'], { input: list, check: true });
  for (const workload of ['deployment/x', 'statefulset/db']) {
    await kubectl(['rollout', 'status', workload, '-n', namespace, '--timeout=30s'], { check: true });
  }
  await kubectl(['delete', 'namespace', namespace, '--wait=false'], { check: true });
  await kubectl(['delete', 'persistentvolume', namespace, '--wait=false'], { check: true });
});
