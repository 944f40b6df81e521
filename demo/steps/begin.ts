import { join } from 'node:path';
import { root } from '../scene.ts';
import { check, type Step } from '../step.ts';

export const cluster: Step = {
  name: 'cluster',
  title: 'A real Kubernetes: etcd, API server, controllers, scheduler and a hollow node, on loopback',
  async play(scene, narrator) {
    const storage = join(root, 'demo/cluster/storage.yaml');
    await scene.kubectl('apply', '-f', storage);
    narrator.command('kubectl version; kubectl get nodes');
    const version = await scene.kubectl('version');
    narrator.output(version);
    const nodes = await scene.kubectl('get', 'nodes');
    narrator.output(nodes);
    return [check('the node is ready', /\sReady\s/.test(nodes), nodes)];
  },
};

export const repository: Step = {
  name: 'repository',
  title: 'A Git repository with the manifests of a shop',
  async play(scene, narrator) {
    const { repository: git } = scene;
    git.copy(join(root, 'demo/shop'));
    git.commit('The shop');
    narrator.command('git ls-files');
    narrator.output(git.git('ls-files'));
    narrator.command('plumbline validate');
    const { exitCode, stdout, stderr } = await scene.plumbline('validate');
    narrator.output(stdout + stderr);
    const valid = Number(/(\d+) objects valid/.exec(stdout)?.[1] ?? 0);
    return [check('at least 25 objects are valid', exitCode === 0 && valid >= 25, stdout)];
  },
};

export const firstApply: Step = {
  name: 'first-apply',
  title: 'The first apply',
  async play(scene, narrator) {
    narrator.command('plumbline apply');
    const { exitCode, stdout, stderr } = await scene.plumbline('apply');
    narrator.output(stderr.replaceAll(/^\d\d:\d\d:\d\d /gm, ''));
    narrator.output(stdout);
    // A hollow node says of a pod that it is ready a moment before it says that it runs.
    const running = ['--for=jsonpath={.status.phase}=Running', 'pod', '--all', '--timeout=60s'];
    await scene.kubectl('-n', 'shop', 'wait', ...running);
    narrator.command('kubectl -n shop get pods');
    const pods = await scene.kubectl('-n', 'shop', 'get', 'pods');
    narrator.output(pods);
    narrator.command('kubectl get plr -A');
    narrator.output(await scene.kubectl('get', 'plr', '-A'));
    const states = pods.split('\n').slice(1);
    const ready = states.filter((line) => /\s1\/1\s+Running\s/.test(line));
    return [
      check('everything was applied', exitCode === 0, stdout + stderr),
      check('every pod is ready', ready.length === states.length && ready.length >= 4, pods),
    ];
  },
};
