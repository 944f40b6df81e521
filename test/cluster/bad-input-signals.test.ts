import { expect, test } from '@jest/globals';
import { field } from '../../src/manifests/json.ts';
import { releaseResource } from '../../src/release/id.ts';
import { configMapYaml } from '../support/work-tree.ts';
import { scene, succeeds } from './bad-input-scene.ts';
import { admin, deployment } from './client-scene.ts';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s while waiting for health ends an apply in order, as cancelled, with exit code %i',
  async (signal, code) => {
    const { tree, namespace, name } = await scene();
    tree.write(
      'plumbline.yaml',
      tree.read('plumbline.yaml').replace('wait: { enabled: false }', 'wait: { timeout: 10m }'),
    );
    tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
    // No image of this name is ever there, so it never becomes ready.
    const never = deployment(namespace, 'never', {
      replicas: 1,
      minReadySeconds: 3600,
      progressDeadlineSeconds: 7200,
    });
    tree.write('deploy/b.json', JSON.stringify(never));
    tree.commitAll();
    let sent = false;
    const run = await tree.run(['apply', '--yes'], {
      onProgress: (soFar, kill) => {
        if (sent || !soFar.includes('waiting for ')) return;
        sent = true;
        kill(signal);
      },
    });
    expect(run).toMatchObject({ ...run, exitCode: code });
    expect(run.stdout).toContain('✗ CANCELLED');
    const record = await admin.get(releaseResource, { namespace: 'plumbline-system', name });
    expect(field(record, 'spec', 'pending', 'phase')).toBe('cancelled');
    // The next apply goes on from there, at once: the lease was given back.
    tree.remove('deploy/b.json');
    tree.commitAll();
    await succeeds(tree, 'apply', '--yes', '--lock-timeout', '0s');
    expect(
      field(await admin.get(releaseResource, { namespace: 'plumbline-system', name }), 'spec', 'pending'),
    ).toBeUndefined();
  },
);
