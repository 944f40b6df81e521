import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ApplyReport, ApplyResult } from '../../../src/apply/types.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import type { ClusterAccess } from '../../support/cluster.ts';
import { TestRepository } from '../../unit/git/repositories.ts';

const program = join(import.meta.dirname, '../../../src/cli/main.ts');
/** Compiled once for all processes of a test file. */
const compileCache = mkdtempSync(join(tmpdir(), 'plumbline-compiled-'));

export interface Run {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Applied extends Run {
  /** Of the only target. */
  result: ApplyResult;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** Modules that the process loads first. */
  preload?: string[];
  /** Told what it writes to stderr, as it comes. */
  onStderr?(text: string): void;
}

/** A repository with one target that has the name of its namespace, and the command line run in it. */
export class Delivery {
  readonly git: TestRepository;
  readonly name: string;
  readonly #cluster: ClusterAccess;

  /** @param git where it is configured already */
  constructor(
    cluster: ClusterAccess,
    name = `apply-${randomBytes(4).toString('hex')}`,
    git?: TestRepository,
  ) {
    this.#cluster = cluster;
    this.name = name;
    this.git = git ?? new TestRepository();
    if (git === undefined) this.configure();
  }

  get config(): string {
    return join(this.git.root, 'plumbline.yaml');
  }

  /** Writes the configuration: these keys beside name, path and namespace. Waiting for health is off. */
  configure(keys: JsonObject = {}): void {
    const target = {
      name: this.name,
      path: 'deploy',
      namespace: this.name,
      wait: { enabled: false },
      ...keys,
    };
    this.configureAll([target]);
  }

  configureAll(targets: JsonObject[]): void {
    const config = { apiVersion: 'plumbline.dev/v1alpha1', kind: 'Config', targets };
    this.git.write('plumbline.yaml', JSON.stringify(config, undefined, 2));
  }

  /** Commits these objects as the whole set. @returns the commit */
  commit(objects: readonly KubeObject[]): string {
    const documents = objects.map((object) => JSON.stringify(object, undefined, 2));
    return this.git.commit('deploy/objects.yaml', documents.join('\n---\n'));
  }

  /** A clone with the whole history. */
  clone(): TestRepository {
    const root = join(mkdtempSync(join(tmpdir(), 'plumbline-clone-')), 'clone');
    this.git.git('clone', '--quiet', this.git.root, root);
    const clone = new TestRepository(root);
    clone.git('remote', 'remove', 'origin');
    return clone;
  }

  async apply(...args: string[]): Promise<Applied> {
    return this.applyWith({}, ...args);
  }

  async applyWith(options: RunOptions, ...args: string[]): Promise<Applied> {
    return withResult(await this.run(options, 'apply', '--yes', ...args));
  }

  /** Runs one verb, the result in JSON. */
  async run(options: RunOptions, ...args: string[]): Promise<Run> {
    const preloads = (options.preload ?? []).flatMap((module) => ['--import', module]);
    const child = spawn(process.execPath, [...preloads, program, ...args, '-o', 'json'], {
      cwd: this.git.root,
      env: { ...cleanEnvironment(), ...this.#cluster.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => options.onStderr?.(chunk.toString()));
    const [stdout, stderr, ended] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<Pick<Run, 'exitCode' | 'signal'>>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (exitCode, signal) => resolve({ exitCode, signal }));
      }),
    ]);
    return { ...ended, stdout, stderr };
  }
}

/** The result of the only target. */
export function withResult(run: Run): Applied {
  const start = run.stdout.indexOf('{');
  if (start < 0) throw new Error(`no result (exit code ${run.exitCode}):\n${run.stderr}`);
  const [result] = (JSON.parse(run.stdout) as ApplyReport).results ?? [];
  if (result === undefined) throw new Error(`no result (exit code ${run.exitCode}):\n${run.stdout}`);
  return { ...run, result };
}

/** Not as a job of GitHub Actions, and without what jest tells Node. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([key]) => !key.startsWith('GITHUB_') && key !== 'NODE_OPTIONS',
  );
  return { ...Object.fromEntries(entries), NODE_COMPILE_CACHE: compileCache };
}
