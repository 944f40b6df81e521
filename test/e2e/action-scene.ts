import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { sharedCluster } from '../support/cluster.ts';
import { type GitHubApi, type GitHubApiOptions, startGithubApi } from '../support/github-api.ts';
import { type ActionResult, runAction } from '../support/runner.ts';
import { TestRepository } from '../unit/git/repositories.ts';

const program = join(import.meta.dirname, '../../dist/main.cjs');
export const repository = 'acme/shop';
export const token = 'a-token-of-the-workflow';
const cluster = sharedCluster();

/** A repository with one target, a namespace for it, and a local GitHub. */
export class Scene {
  readonly git = new TestRepository();
  readonly name = `action-${randomBytes(4).toString('hex')}`;
  readonly api: GitHubApi;

  constructor(api: GitHubApi) {
    this.api = api;
    this.git.git('remote', 'add', 'origin', `https://github.com/${repository}.git`);
    this.config();
    this.manifest({ colour: 'blue' });
    this.git.write('deploy/secret.yaml', `${this.object('Secret', 'db')}stringData: {password: hunter2}\n`);
    this.commit('Begin');
  }

  static async start(options: Partial<GitHubApiOptions> = {}): Promise<Scene> {
    const scene = new Scene(await startGithubApi({ repository, token, ...options }));
    scenes.push(scene);
    return scene;
  }

  config(more = '', path = 'deploy'): void {
    const target = `  - name: ${this.name}\n    path: ${path}\n    namespace: ${this.name}\n    createNamespace: true\n${more}`;
    this.git.write('plumbline.yaml', `apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets:\n${target}`);
  }

  manifest(data: Record<string, string>): void {
    this.git.write(
      'deploy/settings.yaml',
      `${this.object('ConfigMap', 'settings')}data: ${JSON.stringify(data)}\n`,
    );
  }

  object(kind: string, name: string): string {
    return `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
  }

  commit(message: string): string {
    this.git.git('add', '--all');
    this.git.git('commit', '--quiet', '-m', message);
    return this.git.git('rev-parse', 'HEAD');
  }

  /** Commits a change on a branch and checks out its merge into main, as actions/checkout does. */
  pull(change: () => void): { head: string; base: string; merge: string } {
    const base = this.git.git('rev-parse', 'main');
    this.git.git('checkout', '--quiet', '-B', 'topic', 'main');
    change();
    const head = this.commit('Change');
    this.git.git('checkout', '--quiet', '--detach', 'main');
    this.git.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'topic');
    return { head, base, merge: this.git.git('rev-parse', 'HEAD') };
  }

  /** Merges what is checked out. */
  merge(): string {
    const merged = this.git.git('rev-parse', 'HEAD');
    this.git.git('checkout', '--quiet', '-B', 'main', merged);
    return merged;
  }

  run(
    event: string,
    payload: object,
    inputs: Record<string, string> = {},
    ref = 'refs/heads/main',
  ): Promise<ActionResult> {
    return runAction({
      program,
      workspace: this.git.root,
      repository,
      event,
      payload: { repository: { full_name: repository, default_branch: 'main' }, ...payload },
      sha: this.git.git('rev-parse', 'HEAD'),
      ref,
      apiUrl: this.api.url,
      inputs: { kubeconfig: cluster.kubeconfig, 'github-token': token, ...inputs },
    });
  }

  push(inputs?: Record<string, string>): Promise<ActionResult> {
    return this.run('push', { commits: [{ id: this.git.git('rev-parse', 'HEAD') }] }, inputs);
  }

  propose(
    { head, base }: { head: string; base: string },
    inputs?: Record<string, string>,
    from: string | null = repository,
  ): Promise<ActionResult> {
    const repo = from === null ? null : { full_name: from };
    const pull_request = { number: 7, head: { sha: head, repo }, base: { sha: base, ref: 'main' } };
    return this.run('pull_request', { pull_request }, inputs, 'refs/pull/7/merge');
  }

  async colour(): Promise<string> {
    const args = ['-n', this.name, 'get', 'configmap', 'settings', '-o', 'jsonpath={.data.colour}'];
    return (await cluster.kubectl(args, { check: true })).stdout;
  }

  edit(colour: string): Promise<unknown> {
    const patch = JSON.stringify({ data: { colour } });
    return cluster.kubectl(['-n', this.name, 'patch', 'configmap', 'settings', '-p', patch], { check: true });
  }
}

const scenes: Scene[] = [];
afterEach(async () => {
  await Promise.all(scenes.splice(0).map(({ api }) => api.close()));
});
