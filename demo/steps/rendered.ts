import { join } from 'node:path';
import { root } from '../scene.ts';
import { check, type Step } from '../step.ts';

const targets = `  - name: blog
    path: charts/blog
    namespace: shop
    helm:
      valuesFiles: [values-production.yaml]
  - name: search
    path: search/production
    namespace: shop
`;

export const rendered: Step = {
  name: 'chart-and-kustomization',
  title: 'A Helm chart and a kustomization, rendered in a sandbox; a mistake is caught at its line',
  async play(scene, narrator) {
    const { repository: git } = scene;
    git.copy(join(root, 'demo/rendered'));
    git.edit('plumbline.yaml', (text) => text + targets);
    git.commit('The blog and the search');
    narrator.command('plumbline validate blog search');
    const mistaken = await scene.plumbline('validate', 'blog', 'search');
    narrator.output(mistaken.stdout + mistaken.stderr);
    git.edit('search/base/search.yaml', (text) => text.replace('nine-two', '9200'));
    git.commit('The port is a number');
    narrator.remark('With the port as a number:');
    narrator.command('plumbline apply blog search');
    const applied = await scene.plumbline('apply', 'blog', 'search');
    narrator.output(applied.stderr.replaceAll(/^\d\d:\d\d:\d\d /gm, ''));
    narrator.output(applied.stdout);
    narrator.command('kubectl get plr -A');
    const releases = await scene.kubectl('get', 'plr', '-A');
    narrator.output(releases);
    return [
      check(
        'the mistake is told at its line of the base',
        mistaken.exitCode === 1 && mistaken.stdout.includes('search/base/search.yaml:26:30 error'),
        mistaken.stdout,
      ),
      check('both are applied', applied.exitCode === 0, applied.stdout + applied.stderr),
      check(
        'the hook of the chart was run',
        applied.stderr.includes('the pre-install hook Job shop/blog-check'),
      ),
      check('three releases stand in the cluster', releases.split('\n').length === 4, releases),
    ];
  },
};
