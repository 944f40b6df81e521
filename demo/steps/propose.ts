import { readMarker } from '../../src/report/markdown/marker.ts';
import type { ActionResult } from '../../test/support/runner.ts';
import { pullNumber, type Scene } from '../scene.ts';
import { type Check, check, type Step } from '../step.ts';

export const branch = 'release-1.5';

export const propose: Step = {
  name: 'pull-request',
  title: 'A pull request: a new image, more memory, another password, one object more and one less',
  async play(scene, narrator) {
    const { repository: git } = scene;
    git.git('checkout', '--quiet', '-b', branch);
    git.edit('deploy/web.yaml', (text) =>
      text.replace('web:1.4.0', 'web:1.5.0').replace('memory: 256Mi', 'memory: 512Mi'),
    );
    git.edit('deploy/db.yaml', (text) => text.replace('correct-horse', 'correct-horse-battery-staple'));
    git.edit('deploy/worker.yaml', (text) =>
      text.replace(/---\n(?:(?!---)[\s\S])*name: worker-legacy[\s\S]*$/, workerBudget),
    );
    git.commit('Release 1.5');
    narrator.command(`git diff --stat main ${branch}`);
    narrator.output(git.git('diff', '--stat', 'main', branch));
    narrator.remark(`The Action runs on pull request #${pullNumber}:`);
    git.checkoutMerge(branch);
    const result = await scene.pullRequest(branch);
    narrator.output(planOf(result.log));
    narrator.remark('The comment begins:');
    narrator.output(visible(commentOf(scene)).split('\n').slice(0, 5).join('\n'));
    return [
      check('the Action succeeds', result.exitCode === 0, result.log),
      ...outputsAre(result, { creates: '1', updates: '2', deletes: '1', drifted: '0' }),
      ...oneComment(scene, 'planned'),
    ];
  },
};

const workerBudget = `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: worker
spec:
  maxUnavailable: 1
  selector:
    matchLabels: { app.kubernetes.io/name: worker }
`;

export const editByHand: Step = {
  name: 'edited-by-hand',
  title: 'Meanwhile somebody debugs in the live cluster, and leaves it so',
  async play(scene, narrator) {
    for (const line of [
      'kubectl -n shop set env deployment/worker LOG_LEVEL=debug',
      'kubectl -n shop scale deployment/worker --replicas=5',
    ]) {
      narrator.command(line);
      narrator.output(await scene.kubectl(...line.split(' ').slice(1)));
    }
    // Its pods are counted in what follows.
    await scene.kubectl('-n', 'shop', 'rollout', 'status', 'deployment/worker', '--timeout=60s');
    const level = '{.spec.template.spec.containers[0].env[0].value}';
    const live = await scene.kubectl(
      '-n',
      'shop',
      'get',
      'deployment',
      'worker',
      '-o',
      `jsonpath={.spec.replicas} ${level}`,
    );
    return [check('the cluster is not as merged', live === '5 debug', live)];
  },
};

export const planAgain: Step = {
  name: 'plan-with-drift',
  title: 'The pull request is looked at again: its change and the drift stand apart',
  async play(scene, narrator) {
    const result = await scene.pullRequest(branch);
    narrator.output(planOf(result.log));
    const comment = commentOf(scene);
    return [
      check('the Action succeeds', result.exitCode === 0, result.log),
      ...outputsAre(result, { creates: '1', updates: '2', deletes: '1', drifted: '1' }),
      ...oneComment(scene, 'planned'),
      check('the drift names who and when', /by kubectl-set, \d{4}-\d\d-\d\dT/.test(comment), comment),
      check('no password is shown', !/correct-horse/.test(comment + result.log + result.summary)),
    ];
  },
};

/** The plan within the Action's log, without the runner's commands. */
export const planOf = (log: string): string =>
  log
    .split('\n')
    .filter((line) => !/^\s*::/.test(line) && !/^\d\d:\d\d:\d\d /.test(line))
    .join('\n')
    .trim();

export const commentOf = (scene: Scene): string => scene.github.comments(pullNumber)[0]?.body ?? '';

/** Without the hidden first line. */
export const visible = (comment: string): string => comment.replace(/^<!--.*-->\n/, '');

export function oneComment(scene: Scene, state: string): Check[] {
  const found = scene.github.comments(pullNumber).map(({ body }) => readMarker(body)?.state);
  return [check(`one comment, in the state ${state}`, found.length === 1 && found[0] === state, found)];
}

function outputsAre({ outputs }: ActionResult, wanted: Record<string, string>): Check[] {
  const found = Object.fromEntries(Object.keys(wanted).map((name) => [name, outputs[name]]));
  const said = Object.entries(wanted).map(([name, value]) => `${name} ${value}`);
  return [
    check(`the outputs are ${said.join(', ')}`, JSON.stringify(found) === JSON.stringify(wanted), found),
  ];
}
