import { check, type Step } from '../step.ts';
import { commentOf, oneComment, planOf, visible } from './propose.ts';

export const merge: Step = {
  name: 'merge',
  title: 'The pull request is merged: the Action applies what it has shown',
  async play(scene, narrator) {
    const { repository: git } = scene;
    scene.github.addPull({ number: 7, commit: git.merge() });
    const result = await scene.push();
    narrator.output(planOf(result.log));
    narrator.remark('The comment now begins:');
    narrator.output(visible(commentOf(scene)).split('\n').slice(0, 5).join('\n'));
    narrator.command('kubectl -n shop get deployments');
    narrator.output(await scene.kubectl('-n', 'shop', 'get', 'deployments'));
    const image = '{.spec.template.spec.containers[0].image}';
    const web = await scene.kubectl('-n', 'shop', 'get', 'deployment', 'web', '-o', `jsonpath=${image}`);
    const worker = await scene.kubectl(
      '-n',
      'shop',
      'get',
      'deployment',
      'worker',
      '-o',
      'jsonpath={.spec.replicas}',
    );
    const legacy = await scene.kubectl(
      '-n',
      'shop',
      'get',
      'configmap',
      'worker-legacy',
      '--ignore-not-found',
    );
    return [
      check('the Action succeeds', result.exitCode === 0, result.log),
      check('the new image is live', web.endsWith(':1.5.0'), web),
      check('the drift is reverted', worker === '2', worker),
      check('what left Git is gone', legacy === '', legacy),
      ...oneComment(scene, 'applied'),
    ];
  },
};

export const quiet: Step = {
  name: 'nothing-to-do',
  title: 'Applied again, nothing is written',
  async play(scene, narrator) {
    narrator.command('plumbline apply');
    const { stdout } = await scene.plumbline('apply');
    narrator.output(stdout);
    const { stdout: json } = await scene.plumbline('apply', '-o', 'json');
    const [result] = (JSON.parse(json) as { results: { outcome: string; stats: { requests: object } }[] })
      .results;
    const verbs = Object.keys(result?.stats.requests ?? {});
    const writes = verbs.filter((verb) => !['GET', 'LIST', 'DISCOVERY', 'RAW'].includes(verb));
    return [
      check('there is nothing to do', result?.outcome === 'unchanged', result),
      check('no request writes, and none is a dry run', writes.length === 0, writes),
    ];
  },
};
