import { join } from 'node:path';
import { root } from '../scene.ts';
import { check, type Step } from '../step.ts';

const broken = [
  'kubectl -n shop delete service web',
  'kubectl -n shop set image deployment/web web=registry.example/shop/web:hotfix',
  'kubectl -n shop label deployment/worker app.kubernetes.io/part-of-',
  'kubectl -n shop scale deployment/worker --replicas=1',
];

export const breakIt: Step = {
  name: 'broken-by-hand',
  title: 'More is broken by hand: an object deleted, an image changed, a label removed, a scale',
  async play(scene, narrator) {
    for (const line of broken) {
      narrator.command(line);
      narrator.output(await scene.kubectl(...line.split(' ').slice(1)));
    }
    narrator.command('plumbline drift');
    const { exitCode, stdout } = await scene.plumbline('drift', '--detailed-exitcode');
    narrator.output(stdout);
    return [
      check(
        'three objects drifted',
        exitCode === 10 && /2 drifted, 1 missing|1 missing, 2 drifted/.test(stdout),
        stdout,
      ),
    ];
  },
};

export const tick: Step = {
  name: 'guard',
  title: "The guard's tick, as its own service account: it has neither Git nor a renderer",
  async play(scene, narrator) {
    const manifests = ['rbac.yaml', 'rbac-revert.yaml'].map((file) => join(root, 'guard/manifests', file));
    const rights = [...manifests, join(root, 'demo/cluster/guard-rights.yaml')];
    await scene.kubectl('apply', ...rights.flatMap((file) => ['-f', file]));
    narrator.command('node guard.cjs');
    const { exitCode, stdout, stderr } = await scene.guard();
    narrator.output(stdout + stderr);
    narrator.command('plumbline drift');
    const drift = await scene.plumbline('drift', '--detailed-exitcode');
    narrator.output(drift.stdout);
    narrator.command('kubectl -n shop get deployments,services');
    narrator.output(await scene.kubectl('-n', 'shop', 'get', 'deployments,services'));
    return [
      check('the tick reverts all three', exitCode === 0 && stdout.includes('3 reverted'), stdout + stderr),
      check('nothing differs from the release any more', drift.exitCode === 0, drift.stdout),
    ];
  },
};

export const status: Step = {
  name: 'status',
  title: 'Where it stands',
  async play(scene, narrator) {
    narrator.command('plumbline status; plumbline history');
    const { exitCode, stdout } = await scene.plumbline('status');
    const history = await scene.plumbline('history');
    narrator.output(`${stdout}\n${history.stdout}`);
    return [
      check(
        'the release is known, with its two revisions',
        exitCode === 0 && /\* 2 /.test(history.stdout),
        history.stdout,
      ),
    ];
  },
};
