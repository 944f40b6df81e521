import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from './parts.ts';

/** One running part of a cluster; its output goes to `log/PART.log` in the cluster's folder. */
export class PartProcess {
  readonly #name: Part;
  readonly #logFile: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(name: Part, program: string, args: string[], folder: string) {
    this.#name = name;
    this.#logFile = join(folder, 'log', `${name}.log`);
    const log = openSync(this.#logFile, 'a', 0o600);
    // The hollow node keeps its files and its socket below TMPDIR. A proxy is never meant for loopback.
    const env = { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: join(folder, 'tmp') };
    this.#child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#ended = once(this.#child, 'exit').catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** @throws when the part has ended by itself, with the end of what it logged */
  check(): void {
    const { exitCode, signalCode, pid } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) return;
    const how = pid === undefined ? 'could not be started' : `ended (${exitCode ?? signalCode})`;
    throw new Error(`${this.#name} ${how}\n${this.lastLines()}`);
  }

  lastLines(count = 15): string {
    if (!existsSync(this.#logFile)) return '';
    return readFileSync(this.#logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  }

  /** Resolves once it has ended. With a grace it may first end by itself. */
  async end(graceMs = 0): Promise<void> {
    if (graceMs > 0) {
      this.#child.kill('SIGTERM');
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), graceMs);
      await this.#ended;
      clearTimeout(timer);
    } else {
      this.#child.kill('SIGKILL');
      await this.#ended;
    }
  }
}
