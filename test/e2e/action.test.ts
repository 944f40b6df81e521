import { describe, expect, test } from '@jest/globals';
import { readMarker } from '../../src/report/markdown/marker.ts';
import { Scene } from './action-scene.ts';

describe('a pull request, from its plan to its merge', () => {
  test('has one comment, which shows change and drift apart and then what was applied', async () => {
    const scene = await Scene.start();
    expect(await scene.push()).toMatchObject({ exitCode: 0, outputs: { revision: '1', creates: '2' } });
    await scene.edit('by hand');

    const commits = scene.pull(() => scene.manifest({ colour: 'green', size: 'large' }));
    const planned = await scene.propose(commits);
    expect(planned).toMatchObject({
      exitCode: 0,
      outputs: {
        'has-changes': 'true',
        creates: '0',
        updates: '1',
        deletes: '0',
        drifted: '1',
        revision: '1',
      },
    });
    expect(await scene.propose(commits)).toMatchObject({ exitCode: 0 });
    const [comment, ...others] = scene.api.comments(7);
    expect(others).toEqual([]);
    expect(readMarker(comment?.body ?? '')).toEqual({
      v: 1,
      label: 'default',
      plan: planned.outputs['plan-hash'],
      head: commits.head,
      state: 'planned',
    });
    expect(comment?.body).toContain('kubectl-patch');
    expect(planned.summary).toContain('data');
    expect(await scene.colour()).toBe('by hand');

    const merged = scene.merge();
    scene.api.addPull({ number: 7, commit: merged });
    const applied = await scene.push({ 'require-previewed-plan': 'true' });
    expect(applied).toMatchObject({
      exitCode: 0,
      outputs: { revision: '2', 'plan-hash': planned.outputs['plan-hash'] },
    });
    expect(await scene.colour()).toBe('green');
    expect(scene.api.comments(7)).toHaveLength(1);
    expect(readMarker(scene.api.comments(7)[0]?.body ?? '')).toMatchObject({ state: 'applied' });
    expect(JSON.stringify([planned, applied, scene.api.comments()])).not.toContain('hunter2');
  });

  test('chooses neither the cluster nor the release: those of the base hold', async () => {
    const scene = await Scene.start();
    await scene.push();
    const commits = scene.pull(() => {
      scene.config('    context: elsewhere\n    release: {namespace: elsewhere}\n');
      scene.manifest({ colour: 'green' });
    });
    const planned = await scene.propose(commits);
    expect(planned).toMatchObject({ exitCode: 0, outputs: { updates: '1', revision: '1' } });
    expect(planned.summary).toContain('planned with the default, the merge will use elsewhere');
  });

  test('that moves the manifests to another folder changes nothing', async () => {
    const scene = await Scene.start();
    await scene.push();
    const commits = scene.pull(() => {
      scene.git.git('mv', 'deploy', 'manifests');
      scene.config('', 'manifests');
    });
    expect(await scene.propose(commits)).toMatchObject({
      exitCode: 0,
      outputs: { 'has-changes': 'false', creates: '0', deletes: '0' },
    });
  });

  test('of which only a head behind its base is checked out is refused, not shown as undoing the rest', async () => {
    const scene = await Scene.start();
    await scene.push();
    const { head } = scene.pull(() => scene.manifest({ colour: 'green' }));
    scene.git.git('checkout', '--quiet', 'main');
    const base = scene.git.commit('deploy/other.yaml', `${scene.object('ConfigMap', 'other')}`);
    scene.git.git('checkout', '--quiet', '--detach', head);
    const planned = await scene.propose({ head, base });
    expect(planned.exitCode).toBe(2);
    expect(planned.summary).toContain('leave ref of actions/checkout at its default');
  });

  test('from a fork is planned without a cluster and without a comment', async () => {
    const scene = await Scene.start({ readOnly: true });
    const commits = scene.pull(() => scene.manifest({ colour: 'green' }));
    const planned = await scene.propose(commits, { kubeconfig: '/does/not/exist' }, 'mallory/shop');
    expect(planned).toMatchObject({ exitCode: 0, outputs: { updates: '1', revision: '' } });
    expect(planned.summary).toContain('comes from a fork');
    expect(scene.api.comments()).toEqual([]);
  });

  test('from a fork fails on what is against its schema, beside the line', async () => {
    const scene = await Scene.start({ readOnly: true });
    const broken = `${scene.object('Service', 'web')}spec: {ports: [{port: http}]}\n`;
    const commits = scene.pull(() => scene.git.write('deploy/web.yaml', broken));
    const planned = await scene.propose(commits, {}, 'mallory/shop');
    expect(planned.exitCode).toBe(1);
    expect(planned.commands).toContainEqual(
      expect.objectContaining({
        command: 'error',
        properties: expect.objectContaining({ file: 'deploy/web.yaml', line: '4' }),
      }),
    );
  });

  test('with a mistake fails, and names file and line in the comment and beside the file', async () => {
    const scene = await Scene.start();
    const commits = scene.pull(() =>
      scene.git.write('deploy/broken.yaml', 'apiVersion: v1\nkind: ConfigMap\n\tx: 1\n'),
    );
    const planned = await scene.propose(commits);
    expect(planned.exitCode).toBe(1);
    expect(planned.commands).toContainEqual(
      expect.objectContaining({
        command: 'error',
        properties: expect.objectContaining({ file: 'deploy/broken.yaml' }),
      }),
    );
    expect(scene.api.comments(7)[0]?.body).toContain('deploy/broken.yaml:3');
  });

  test('that was never shown is not applied with require-previewed-plan', async () => {
    const scene = await Scene.start();
    const refused = await scene.push({ 'require-previewed-plan': 'true' });
    expect(refused.exitCode).toBe(3);
    expect(refused.commands).toContainEqual(
      expect.objectContaining({ properties: { title: 'PLAN_CHANGED' } }),
    );
  });
});

describe('a comment that cannot be written', () => {
  test('does not fail an apply that succeeded, and is told with the permission to add', async () => {
    const scene = await Scene.start({ readOnly: true });
    scene.api.addPull({ number: 7, commit: scene.git.git('rev-parse', 'HEAD') });
    const applied = await scene.push();
    expect(applied).toMatchObject({ exitCode: 0, outputs: { revision: '1' } });
    expect(applied.commands).toContainEqual(
      expect.objectContaining({
        command: 'warning',
        message: expect.stringContaining('pull-requests: write'),
      }),
    );
  });
});

describe('events', () => {
  test('on a schedule drift is looked for, and fails the job only where that is asked for', async () => {
    const scene = await Scene.start();
    await scene.push();
    await scene.edit('by hand');
    expect(await scene.run('schedule', {})).toMatchObject({ exitCode: 0, outputs: { drifted: '1' } });
    expect(await scene.run('schedule', {}, { 'fail-on': 'drift' })).toMatchObject({ exitCode: 1 });
    expect(await scene.colour()).toBe('by hand');
  });

  test('pull_request_target is refused with the reason, before anything is asked', async () => {
    const scene = await Scene.start();
    const refused = await scene.run('pull_request_target', {});
    expect(refused.exitCode).toBe(3);
    expect(refused.commands).toEqual([
      expect.objectContaining({ command: 'error', properties: { title: 'EVENT_REFUSED' } }),
    ]);
    expect(scene.api.requests).toEqual([]);
  });

  test('mode validate needs neither a cluster nor a token', async () => {
    const scene = await Scene.start();
    const inputs = { mode: 'validate', kubeconfig: '/does/not/exist', 'github-token': '' };
    expect(await scene.run('push', {}, inputs)).toMatchObject({ exitCode: 0 });
    expect(scene.api.requests).toEqual([]);
  });
});

describe('manifests full of commands to the runner', () => {
  test('give it none', async () => {
    const scene = await Scene.start();
    await scene.push();
    const hostile = '\n::error::pwned\n##[error]pwned\n::set-output name=plan-hash::pwned\n::add-mask::a\n';
    const commits = scene.pull(() => scene.manifest({ colour: hostile }));
    const planned = await scene.propose(commits);
    expect(planned.commands.filter(({ message }) => message.includes('pwned'))).toEqual([]);
    expect(
      planned.commands.filter(({ command }) => !['notice', 'warning', 'error'].includes(command)),
    ).toEqual([]);
    expect(planned.outputs['plan-hash']).toMatch(/^[0-9a-f]{64}$/);
  });
});
