import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { findBinaries } from './binaries.ts';
import { accessTo, type ClusterAccess } from './cluster.ts';
import { clustersFolder } from './folders.ts';
import { programsOf } from './parts.ts';
import type { ClusterOptions, ClusterState } from './state.ts';
import type { Answer, Order } from './supervisor.ts';
import { sweep } from './sweep.ts';

export interface StartOptions extends ClusterOptions {
  /** Default: a random name. */
  name?: string;
  /** It outlives this process, until `stopNamed`. Default: it ends with this process, however that ends. */
  persistent?: boolean;
  /** Lines of progress, such as of a build; default: to stderr. */
  report?: (line: string) => void;
}

/** A cluster that ends with the process that started it. */
export interface LocalCluster extends ClusterAccess {
  /** With the same state, port and keys; returns once it is ready again. */
  restartApiServer(): Promise<void>;
  /** Ends every process and removes the state. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts an isolated cluster on loopback and returns once it is ready: 4 s for etcd and the API server.
 * Any number of them run side by side. What killed clusters left is swept first.
 */
export async function startCluster(options: StartOptions = {}): Promise<LocalCluster> {
  const { name, persistent = false, report = toStderr, ...rest } = options;
  const programs = await findBinaries(programsOf(rest), report);
  await sweep();
  mkdirSync(clustersFolder(), { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt++) {
    const folder = join(clustersFolder(), name ?? randomBytes(4).toString('hex'));
    const supervisor = new Supervisor(folder, persistent);
    try {
      const state = await supervisor.ask({ options: rest, programs, persistent });
      return {
        ...accessTo(state),
        restartApiServer: async () => {
          await supervisor.ask('restart');
        },
        stop: () => supervisor.end(),
      };
    } catch (thrown) {
      await supervisor.end();
      // Somebody else took a port between the choice and its use.
      const isTaken = Error.isError(thrown) && thrown.message.includes('address already in use');
      if (!isTaken || attempt === 3) throw thrown;
    }
  }
}

const toStderr = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** The child process that runs the cluster; see supervisor.ts. */
class Supervisor {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #lines: Interface;

  constructor(folder: string, persistent: boolean) {
    const { NODE_OPTIONS: _, ...env } = process.env;
    // In a process group of its own, so that Ctrl-C reaches only this process, and the rest follows in order.
    this.#child = spawn(process.execPath, [join(import.meta.dirname, 'supervisor.ts'), folder], {
      env,
      detached: true,
      stdio: ['pipe', 'pipe', persistent ? 'ignore' : 'inherit'],
    });
    const { stdin, stdout } = this.#child;
    if (stdin === null || stdout === null) throw new Error('the supervisor has no pipes');
    // It is gone when it cannot be written to; then its answer is missing, which is told.
    stdin.on('error', () => undefined);
    this.#lines = createInterface(stdout);
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  async ask(request: Order | 'restart'): Promise<ClusterState> {
    this.#hold(true);
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#answers.next();
    this.#hold(false);
    if (done) throw new Error('the supervisor of the cluster ended without an answer');
    const answer = JSON.parse(value) as Answer;
    if ('failed' in answer) throw new Error(`the cluster did not start: ${answer.failed}`);
    return answer.state;
  }

  /** Only while something is awaited does a cluster keep this process from ending. */
  #hold(isAwaited: boolean): void {
    for (const one of [this.#child, this.#child.stdin, this.#child.stdout] as {
      ref(): void;
      unref(): void;
    }[]) {
      if (isAwaited) one.ref();
      else one.unref();
    }
  }

  async end(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return;
    this.#child.ref();
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exit;
  }
}
