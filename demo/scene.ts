import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type LocalCluster, startCluster } from '../local-cluster/index.ts';
import { type GitHubApi, startGithubApi } from '../test/support/github-api.ts';
import { type ActionResult, runAction } from '../test/support/runner.ts';
import { Repository } from './repository.ts';

export const root = join(import.meta.dirname, '..');
export const repositoryName = 'acme/shop';
export const pullNumber = 7;
const token = 'the-token-of-the-workflow';

export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** The world of the story: a cluster, a repository, GitHub's API, and the programs of dist/ in it. */
export class Scene {
  readonly cluster: LocalCluster;
  readonly repository: Repository;
  readonly github: GitHubApi;
  readonly folder: string;
  /** Of the continuous integration; its context is called `production`. */
  readonly kubeconfig: string;
  readonly #colour: boolean;

  private constructor(cluster: LocalCluster, github: GitHubApi, folder: string, colour: boolean) {
    this.cluster = cluster;
    this.github = github;
    this.folder = folder;
    this.#colour = colour;
    this.kubeconfig = this.#kubeconfig('production', {});
    for (const name of ['home', 'shop']) mkdirSync(join(folder, name));
    this.repository = new Repository(join(folder, 'shop'), `https://github.com/${repositoryName}.git`);
  }

  static async open(colour: boolean, report: (line: string) => void): Promise<Scene> {
    const cluster = await startCluster({ node: true, report });
    try {
      const github = await startGithubApi({ repository: repositoryName, token });
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-demo-')));
      return new Scene(cluster, github, folder, colour);
    } catch (thrown) {
      await cluster.stop();
      throw thrown;
    }
  }

  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await Promise.all([this.github.close(), this.cluster.stop()]);
  }

  async kubectl(...args: string[]): Promise<string> {
    return (await this.cluster.kubectl(args, { check: true })).stdout.trimEnd();
  }

  plumbline(...args: string[]): Promise<Ran> {
    return this.#run('dist/cli.cjs', ['--kubeconfig', this.kubeconfig], args);
  }

  /** The guard, as its own service account with the rights of guard/manifests. */
  guard(): Promise<Ran> {
    const kubeconfig = this.#kubeconfig('guard', {
      as: 'system:serviceaccount:plumbline-system:plumbline-guard',
    });
    return this.#run('dist/guard.cjs', ['--kubeconfig', kubeconfig, '--log', 'text'], []);
  }

  /** The Action on a commit of the pull request. What is checked out is its merge into main. */
  pullRequest(branch: string): Promise<ActionResult> {
    const sha = (name: string) => this.repository.git('rev-parse', name);
    const head = { sha: sha(branch), ref: branch, repo: { full_name: repositoryName } };
    const base = { sha: sha('main'), ref: 'main' };
    const payload = { action: 'synchronize', pull_request: { number: pullNumber, head, base } };
    return this.#action('pull_request', payload, `refs/pull/${pullNumber}/merge`);
  }

  push(): Promise<ActionResult> {
    const commits = [{ id: this.repository.head }];
    return this.#action('push', { commits }, 'refs/heads/main');
  }

  #action(event: string, payload: object, ref: string): Promise<ActionResult> {
    return runAction({
      program: join(root, 'dist/main.cjs'),
      workspace: this.repository.root,
      repository: repositoryName,
      event,
      payload: { repository: { full_name: repositoryName, default_branch: 'main' }, ...payload },
      sha: this.repository.head,
      ref,
      apiUrl: this.github.url,
      inputs: { kubeconfig: this.kubeconfig, 'github-token': token },
    });
  }

  /** The administrator's kubeconfig under another name, beside the cluster's own files. */
  #kubeconfig(name: string, user: Record<string, string>): string {
    const config = JSON.parse(readFileSync(this.cluster.kubeconfig, 'utf8')) as {
      users: { user: object }[];
      contexts: { name: string }[];
      'current-context': string;
    };
    for (const one of config.users) Object.assign(one.user, user);
    for (const one of config.contexts) one.name = name;
    config['current-context'] = name;
    const file = join(this.cluster.folder, `${name}.kubeconfig`);
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    return file;
  }

  async #run(program: string, options: string[], args: string[]): Promise<Ran> {
    const child = spawn(process.execPath, [join(root, program), ...args, ...options], {
      cwd: this.repository.root,
      env: {
        PATH: process.env.PATH,
        HOME: join(this.folder, 'home'),
        USER: 'ada',
        COLUMNS: '100',
        ...(this.#colour && { FORCE_COLOR: '1' }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exit = new Promise<number>((resolve, reject) => {
      child.on('error', reject).on('close', (code) => resolve(code ?? 128));
    });
    const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
    return { exitCode, stdout, stderr };
  }
}
