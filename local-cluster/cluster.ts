import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cpuSecondsOf } from './processes.ts';
import { type ClusterState, readState } from './state.ts';
import { addUser, type ClusterUser } from './users.ts';

export interface CommandResult {
  stdout: string;
  stderr: string;
  /** 128 and more: ended by a signal. */
  exitCode: number;
}

export interface KubectlOptions {
  /** For standard input. */
  input?: string;
  /** Another user's; default: the administrator's. */
  kubeconfig?: string;
  cwd?: string;
  /** Throw when the exit code is not 0. */
  check?: boolean;
}

/** A running cluster, as any process of the same user may use it. */
export interface ClusterAccess {
  name: string;
  /** https://127.0.0.1:PORT */
  server: string;
  /** Path of a kubeconfig for a member of system:masters. */
  kubeconfig: string;
  caFile: string;
  adminToken: string;
  /** State, logs (`log/`) and keys (`pki/`; `pki/sa.key` signs service account tokens) of the cluster. */
  folder: string;
  kubectlPath: string;
  /** Milliseconds it took from nothing to ready. */
  startMs: number;
  /** For a child process: KUBECONFIG, this cluster's kubectl on PATH, and a discovery cache of its own. */
  env: Record<string, string>;
  kubectl(args: readonly string[], options?: KubectlOptions): Promise<CommandResult>;
  /** Adds a user with a client certificate, at once. It has no rights but those given to it. */
  addUser(
    name: string,
    groups?: readonly string[],
    validity?: { notBefore?: Date; notAfter?: Date },
  ): ClusterUser;
  apiServerPid(): number;
  /** Processor time that the API server has used since it started. */
  apiServerCpuSeconds(): number;
}

/** The face of a cluster that the file `cluster.json` describes. */
export function accessTo(state: ClusterState): ClusterAccess {
  const { folder, server, kubectlPath, kubeconfig } = state;
  const env = {
    KUBECONFIG: kubeconfig,
    // Else two clusters that had the same port one after the other share what kubectl remembers.
    KUBECACHEDIR: join(folder, 'kubectl-cache'),
    PATH: `${dirname(kubectlPath)}:${process.env.PATH ?? ''}`,
  };
  const apiServerPid = (): number => {
    const pid = readState(folder)?.pids['kube-apiserver'];
    if (pid === undefined) throw new Error(`the cluster ${state.name} is not running`);
    return pid;
  };
  return {
    name: state.name,
    server,
    kubeconfig,
    caFile: state.caFile,
    adminToken: state.adminToken,
    folder,
    kubectlPath,
    startMs: state.startMs,
    env,
    kubectl: (args, options = {}) => kubectl(kubectlPath, args, env, options),
    addUser: (name, groups, validity) => addUser(folder, server, name, groups, validity),
    apiServerPid,
    apiServerCpuSeconds: () => cpuSecondsOf(apiServerPid()),
  };
}

async function kubectl(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  { input = '', kubeconfig, cwd, check = false }: KubectlOptions,
): Promise<CommandResult> {
  const child = spawn(program, args, {
    env: { ...process.env, ...env, ...(kubeconfig && { KUBECONFIG: kubeconfig }) },
    ...(cwd && { cwd }),
  });
  // kubectl may end before it has read everything.
  child.stdin.on('error', () => undefined).end(input);
  const exit = new Promise<number>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve(code ?? 128));
  });
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  if (check && exitCode !== 0) throw new Error(`kubectl ${args.join(' ')} failed (${exitCode}):\n${stderr}`);
  return { stdout, stderr, exitCode };
}
