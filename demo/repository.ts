import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Commits have fixed authors and times, so that they have the same ids in every run. */
const startOfWork = Date.parse('2026-11-02T09:00:00Z');

/** A real Git repository in a folder. */
export class Repository {
  readonly root: string;
  #commits = 0;

  constructor(root: string, origin: string) {
    this.root = root;
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('remote', 'add', 'origin', origin);
  }

  git(...args: string[]): string {
    const time = new Date(startOfWork + this.#commits * 3_600_000).toISOString();
    return execFileSync('git', args, {
      cwd: this.root,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: this.root,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'ada@shop.example',
        GIT_AUTHOR_DATE: time,
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'ada@shop.example',
        GIT_COMMITTER_DATE: time,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trimEnd();
  }

  get head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  copy(folder: string): void {
    cpSync(folder, this.root, { recursive: true });
  }

  edit(path: string, change: (text: string) => string): void {
    const file = join(this.root, path);
    const before = readFileSync(file, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`nothing changed in ${path}`);
    writeFileSync(file, after);
  }

  commit(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '-m', message);
    this.#commits += 1;
    return this.head;
  }

  /** Checks out the merge of a branch into main, as actions/checkout does for a pull request. */
  checkoutMerge(branch: string): void {
    this.git('checkout', '--quiet', '--detach', 'main');
    this.git('merge', '--quiet', '--no-ff', '-m', `Merge ${branch} into main`, branch);
  }

  /** Makes what is checked out the tip of main. */
  merge(): string {
    this.git('checkout', '--quiet', '-B', 'main');
    this.#commits += 1;
    return this.head;
  }
}
