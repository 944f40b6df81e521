import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { exitCode, tick } from '../../guard/tick.ts';
import { HeldLease, tryAcquire } from '../../src/apply/lease.ts';
import { connect } from '../../src/cluster/client.ts';
import { setPause } from '../../src/release/pause-write.ts';
import {
  client,
  cluster,
  condition,
  configMap,
  configMaps,
  dataOf,
  edit,
  freshNamespace,
  guardAs,
  meanwhile,
  read,
  released,
  root,
  visit,
} from './guard-scene.ts';

afterAll(() => client.close());

describe('drift', () => {
  test('is reverted, what is missing created, and both reported with authors in the status', async () => {
    const namespace = await freshNamespace();
    await released(
      [configMap(namespace, 'a', { key: 'git' }), configMap(namespace, 'b', { key: 'git' })],
      namespace,
    );
    await edit(namespace, 'a', { key: 'by hand', added: 'by hand' });
    await client.delete(configMaps, { namespace, name: 'b' });

    expect(await visit(namespace)).toMatchObject({
      outcome: 'reverted',
      revision: 1,
      drift: { checked: 2, reverted: 2 },
    });
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'git', added: 'by hand' });
    expect(await dataOf(namespace, 'b')).toEqual({ key: 'git' });
    const release = await read(namespace);
    expect(release.status).toMatchObject({
      drifted: 0,
      lastCheck: { objects: 2, drifted: 2, reverted: 2 },
      drifts: expect.arrayContaining([
        expect.objectContaining({
          id: { group: '', kind: 'ConfigMap', name: 'a', namespace },
          state: 'drifted',
          paths: ['data.key'],
          by: expect.objectContaining({ manager: 'kubectl-edit' }),
          reverted: true,
        }),
        expect.objectContaining({ state: 'missing', reverted: true }),
      ]),
    });
    expect(condition(release, 'Drifted')).toMatchObject({ status: 'False', reason: 'Reverted' });
    expect(condition(release, 'Paused')).toMatchObject({ status: 'False' });
    expect(condition(release, 'Ready')).toMatchObject({ status: 'True' });

    expect(await visit(namespace)).toMatchObject({ outcome: 'clean', drift: { reverted: 0 } });
    expect(condition(await read(namespace), 'Drifted')).toMatchObject({ status: 'False', reason: 'InSync' });
  });

  test.each([
    ['warn', 'drifted', 'True'],
    ['off', 'off', 'Unknown'],
  ] as const)('in mode %s is left alone', async (mode, outcome, status) => {
    const namespace = await freshNamespace();
    const policy = { drift: { mode, foreign: 'warn' as const } };
    await released([configMap(namespace, 'a', { key: 'git' })], namespace, policy);
    await edit(namespace, 'a', { key: 'by hand' });
    expect(await visit(namespace)).toMatchObject({ outcome });
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'by hand' });
    expect(condition(await read(namespace), 'Drifted')).toMatchObject({ status });
  });

  test('is reported and not reverted during a pause', async () => {
    const namespace = await freshNamespace();
    await released([configMap(namespace, 'a', { key: 'git' })], namespace);
    const until = new Date(client.now() + 3_600_000).toISOString();
    await setPause(client, await read(namespace), { until, reason: 'moving house' });
    await edit(namespace, 'a', { key: 'by hand' });
    expect(await visit(namespace)).toMatchObject({
      outcome: 'drifted',
      paused: { until, reason: 'moving house' },
    });
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'by hand' });
    const release = await read(namespace);
    expect(condition(release, 'Paused')).toMatchObject({
      status: 'True',
      message: `until ${until}: moving house`,
    });
    expect(condition(release, 'Drifted')).toMatchObject({
      status: 'True',
      message: `ConfigMap ${namespace}/a`,
    });
    expect(release.status.drifted).toBe(1);
  });

  test("is not reverted where the pause comes before the lease is the guard's", async () => {
    const namespace = await freshNamespace();
    await released([configMap(namespace, 'a', { key: 'git' })], namespace);
    await edit(namespace, 'a', { key: 'by hand' });
    const until = new Date(client.now() + 3_600_000).toISOString();
    const login = meanwhile('replace', 'Lease', async () =>
      setPause(client, await read(namespace), { until, reason: 'an incident' }),
    );
    expect(await visit(namespace, login)).toMatchObject({
      outcome: 'drifted',
      notes: [`paused by now until ${until}: an incident`, 'nothing is reverted during the pause'],
    });
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'by hand' });
  });

  test('is told by a login that may only read, which says that it wrote nothing', async () => {
    const namespace = await freshNamespace();
    await released([configMap(namespace, 'a', { key: 'git' })], namespace);
    await edit(namespace, 'a', { key: 'by hand' });
    const impersonate = `reader-of-${namespace}`;
    const resources = 'configmaps,secrets,releases.plumbline.dev,leases.coordination.k8s.io';
    for (const args of [
      ['role', 'reader', '--verb=get,list', `--resource=${resources}`],
      ['rolebinding', 'reader', '--role=reader', `--user=${impersonate}`],
    ])
      await cluster.kubectl(['-n', namespace, 'create', ...args], { check: true });
    const { client: reader } = await connect({ env: { ...process.env, ...cluster.env }, impersonate });
    const seen = await visit(namespace, reader);
    reader.close();
    expect(seen).toMatchObject({ outcome: 'drifted', drift: { objects: [{ id: { name: 'a' } }] } });
    expect(seen.error).toBeUndefined();
    expect(seen.notes).toContainEqual(expect.stringContaining('the status was not written'));
  });

  test('is left to the apply that holds the lease, and nothing is written', async () => {
    const namespace = await freshNamespace();
    await released([configMap(namespace, 'a', { key: 'git' })], namespace);
    await edit(namespace, 'a', { key: 'by hand' });
    const name = { name: 'shop', namespace };
    const lease = await tryAcquire({
      client,
      release: name,
      holder: 'github/acme/shop/runs/1',
      durationMs: 30_000,
    });
    const { resourceVersion } = await read(namespace);
    expect(await visit(namespace)).toMatchObject({
      outcome: 'busy',
      notes: [expect.stringContaining('runs/1')],
    });
    expect((await read(namespace)).resourceVersion).toBe(resourceVersion);
    if (lease instanceof HeldLease) await lease.release();
    expect(await visit(namespace)).toMatchObject({ outcome: 'reverted' });
  });
});

describe('a tick', () => {
  test('looks after all releases although one is damaged, and fails for that one', async () => {
    const namespace = await freshNamespace();
    for (const name of ['first', 'second', 'third']) {
      await released([configMap(namespace, name, { key: 'git' })], namespace, undefined, name);
      await edit(namespace, name, { key: 'by hand' });
    }
    const { current } = await read(namespace, 'second');
    const [chunk] = current?.objects.chunks ?? [];
    await client.delete(configMaps, { namespace, name: chunk?.name ?? '' });
    const told: string[] = [];
    const visits = await tick(guardAs(), { namespace }, ({ release }) => void told.push(release));
    expect(visits.map(({ outcome, error }) => [outcome, error?.code])).toEqual([
      ['reverted', undefined],
      ['failed', 'RECORD_CORRUPT'],
      ['reverted', undefined],
    ]);
    expect(told).toEqual(['first', 'second', 'third'].map((name) => `${namespace}/${name}`));
    expect(exitCode(visits)).toBe(1);
    expect(await dataOf(namespace, 'second')).toEqual({ key: 'by hand' });
  });

  test('as a program prints one line of JSON per release, without values, and exits 0', async () => {
    const namespace = await freshNamespace();
    await released([configMap(namespace, 'a', { key: 'git' })], namespace);
    await edit(namespace, 'a', { key: 'something that nobody should read in a log' });
    const args = ['guard/main.ts', '--namespace', namespace, '--log', 'json'];
    const env = { ...process.env, ...cluster.env, NODE_OPTIONS: '' };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    const [line, ...more] = stdout.trimEnd().split('\n');
    expect(more).toEqual([]);
    expect(JSON.parse(line ?? '')).toMatchObject({
      level: 'info',
      release: `${namespace}/shop`,
      outcome: 'reverted',
      drifts: [{ object: `ConfigMap ${namespace}/a`, state: 'drifted', paths: ['data.key'], reverted: true }],
    });
    expect(line).not.toContain('nobody should read');
  });

  test('as a program says what is wrong with its usage, and exits 2', async () => {
    const env = { ...process.env, NODE_OPTIONS: '' };
    const run = promisify(execFile)(process.execPath, ['guard/main.ts', '--log', 'xml'], { cwd: root, env });
    await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('BAD_USAGE') });
  });
});
