import { type ChildProcess, spawn } from 'node:child_process';
import { PlumblineError } from '../errors/error.ts';

export interface GitOutput {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

export interface GitOptions {
  input?: string;
  /** Milliseconds; default 30 s, so that nothing waits for a prompt or a dead server for ever. */
  timeout?: number;
  /** Settings beside ours: `NAME=VALUE`. */
  settings?: readonly string[];
  /** Variables beside, or instead of, those of this process; undefined takes one away. */
  env?: NodeJS.ProcessEnv;
  /** Ends git; the caller knows why. */
  signal?: AbortSignal;
}

// What a hook or a wrapper sets would point Git at another repository than the folder we name.
const redirecting = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_EXTERNAL_DIFF',
];

// Settings of a repository that would run a program, or change what is printed.
const neutral = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'core.pager=cat',
  'protocol.ext.allow=never',
  'gc.auto=0',
  'maintenance.auto=false',
  'log.showSignature=false',
];

function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
  };
  for (const name of redirecting) delete env[name];
  return env;
}

/**
 * Runs git in a folder, without a shell; paths are taken literally.
 * @returns whatever it ends with, except for what no caller can mend
 * @throws GIT_FAILED where git is missing, hangs, or refuses the folder
 */
export async function git(
  folder: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitOutput> {
  const settings = [...neutral, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting]);
  const all = [
    '--no-pager',
    '--no-replace-objects',
    '--literal-pathspecs',
    ...settings,
    '-C',
    folder,
    ...args,
  ];
  const output = await run(all, options);
  if (output.stderr.includes('dubious ownership')) {
    throw new PlumblineError('GIT_FAILED', `git refuses ${folder}: it belongs to another user`, {
      remedy: `If you trust it, run: git config --global --add safe.directory ${folder}`,
    });
  }
  return output;
}

/** The same where only success will do: its standard output. @throws GIT_FAILED */
export async function gitText(
  folder: string,
  args: readonly string[],
  options?: GitOptions,
): Promise<string> {
  const output = await git(folder, args, options);
  if (output.exitCode !== 0) throw failed(args, output);
  return output.stdout.toString('utf8');
}

/** What git said, without the credentials that a remote's URL may hold. */
export function failed(args: readonly string[], { stderr, exitCode }: GitOutput): PlumblineError {
  const said = stderr.trim().replace(/\/\/[^/\s@]+@/g, '//');
  return new PlumblineError('GIT_FAILED', `git ${args[0]} failed: ${said || `exit code ${exitCode}`}`, {
    remedy: 'See what git says, and run the command again.',
  });
}

function run(args: string[], options: GitOptions): Promise<GitOutput> {
  const { input, timeout = 30_000, env, signal: stop } = options;
  return new Promise((resolve, reject) => {
    if (stop?.aborted === true) return reject(stop.reason);
    const stdin = input === undefined ? 'ignore' : 'pipe';
    // A group of its own: a program that git runs for a remote must end with git, or it holds the pipes open.
    const child = spawn('git', args, {
      env: { ...environment(), ...env },
      detached: true,
      stdio: [stdin, 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    const end = (): void => endGroup(child);
    const timer = setTimeout(end, timeout);
    stop?.addEventListener('abort', end);
    const settled = (): void => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', end);
    };
    child.on('error', (cause) => {
      settled();
      const remedy = 'Install git, or correct the PATH.';
      reject(new PlumblineError('GIT_FAILED', 'git cannot be started', { cause, remedy }));
    });
    child.on('close', (code, signal) => {
      settled();
      const output = { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') };
      if (signal === null) return resolve({ exitCode: code ?? 1, ...output });
      if (stop?.aborted === true) return reject(stop.reason);
      const message = `git was ended by ${signal} after at most ${timeout / 1000} s`;
      reject(
        new PlumblineError('GIT_FAILED', message, {
          remedy: 'Look whether the remote answers, then try again.',
        }),
      );
    });
    // git may end before it has read everything; its exit code tells why.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch (thrown) {
    // It has ended by itself in the meantime.
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
  }
}
