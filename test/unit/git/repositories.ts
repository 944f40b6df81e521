import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository in a folder of its own, with a few verbs for tests. */
export class TestRepository {
  readonly root: string;

  constructor(root: string = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-git-')))) {
    this.root = root;
    this.git('init', '--quiet', '--initial-branch=main');
  }

  git(...args: string[]): string {
    const identity = [
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@example.com',
      '-c',
      'commit.gpgSign=false',
    ];
    return execFileSync('git', ['-C', this.root, ...identity, ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Writes a file and commits everything. @returns the commit */
  commit(path: string, text: string): string {
    this.write(path, text);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '-m', path);
    return this.git('rev-parse', 'HEAD');
  }
}

export const emptyFolder = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-empty-')));
