import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { connect } from '../../src/cluster/client.ts';
import { until } from '../../src/cluster/until.ts';
import { releaseResource } from '../../src/release/id.ts';
import { listReleases } from '../../src/release/read.ts';
import {
  client,
  cluster,
  configMap,
  dataOf,
  edit,
  freshNamespace,
  interrupted,
  read,
  released,
  root,
  visit,
} from './guard-scene.ts';

afterAll(() => client.close());

describe('the manifests', () => {
  const manifest = (name: string): string => join(root, 'guard/manifests', name);
  const system = 'plumbline-system';
  const name = `guard-${randomBytes(4).toString('hex')}`;
  const impersonate = `system:serviceaccount:${system}:plumbline-guard`;

  test('let the guard look and report, and with the wider role revert and end an interrupted apply', async () => {
    await cluster.kubectl(['apply', '-f', manifest('namespace.yaml'), '-f', manifest('rbac.yaml')], {
      check: true,
    });
    const namespace = await freshNamespace();
    await released([configMap(namespace, 'a', { key: 'git' })], system, undefined, name);
    await edit(namespace, 'a', { key: 'by hand' });

    const { client: guard } = await connect({ env: { ...process.env, ...cluster.env }, impersonate });
    expect((await listReleases(guard)).map(({ metadata }) => metadata.name)).toContain(name);
    const seen = await visit(system, guard, name);
    expect(seen).toMatchObject({
      outcome: 'drifted',
      notes: [expect.stringContaining('not everything was written')],
    });
    expect((await read(system, name)).status).toMatchObject({ drifted: 1, lastCheck: { reverted: 0 } });

    await cluster.kubectl(['apply', '-f', manifest('rbac-revert.yaml')], { check: true });
    await until(10_000, async () => (await visit(system, guard, name)).outcome !== 'drifted');
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'git' });
    expect((await read(system, name)).status).toMatchObject({ drifted: 0, lastCheck: { objects: 1 } });

    await interrupted([configMap(namespace, 'b', { key: 'git' })], system, undefined, name);
    expect(await visit(system, guard, name)).toMatchObject({ outcome: 'clean', ended: 'resumed' });
    expect(await dataOf(namespace, 'b')).toEqual({ key: 'git' });
    expect((await read(system, name)).current?.tombstones).toMatchObject([{ name: 'a' }]);
    guard.close();
    await client.delete(releaseResource, { namespace: system, name });
  });

  test('start a pod that the restricted pod security standard lets in', async () => {
    const files = ['namespace.yaml', 'rbac.yaml', 'cronjob.yaml'].flatMap((file) => ['-f', manifest(file)]);
    await cluster.kubectl(['apply', '--server-side', '--validate=strict', ...files], { check: true });
    const job = `tick-${randomBytes(3).toString('hex')}`;
    await cluster.kubectl(['-n', system, 'create', 'job', job, '--from=cronjob/plumbline-guard'], {
      check: true,
    });
    const started = await until(20_000, async () => {
      const found = await cluster.kubectl([
        '-n',
        system,
        'get',
        'pods',
        '-l',
        `job-name=${job}`,
        '-o',
        'name',
      ]);
      return found.stdout.trim() !== '';
    });
    expect(started).toBe(true);
    // The job is the CronJob's: it goes with it.
    await cluster.kubectl(['-n', system, 'delete', 'cronjob/plumbline-guard'], { check: true });
  });
});
