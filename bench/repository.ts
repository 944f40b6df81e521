import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The settings of whoever runs this, such as signing, are none of ours. */
const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com'];

// The controller manager is off, so that only the tool's own requests count: nothing would ever be ready.
const configuration = (namespace: string): string => `apiVersion: plumbline.dev/v1alpha1
kind: Config
targets:
  - name: bench
    path: objects
    namespace: ${namespace}
    wait: { enabled: false }
`;

/** A Git repository as a user has one: plumbline.yaml, manifests in a folder, a remote, a branch. */
export class BenchRepository {
  readonly folder: string;
  /** Where the manifests are. */
  readonly objects: string;

  constructor(folder: string, namespace: string) {
    this.folder = folder;
    this.objects = join(folder, 'objects');
    mkdirSync(this.objects, { recursive: true });
    this.#git('init', '--quiet', '--initial-branch', 'main');
    this.#git('remote', 'add', 'origin', 'https://git.example.com/acme/bench.git');
    writeFileSync(join(folder, 'plumbline.yaml'), configuration(namespace));
  }

  commit(manifests: ReadonlyMap<string, string>): void {
    for (const [name, text] of manifests) writeFileSync(join(this.objects, name), text);
    this.#git('add', '--all');
    this.#git(...identity, 'commit', '--quiet', '--message', 'The next state');
  }

  #git(...args: string[]): void {
    execFileSync('git', args, { cwd: this.folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
