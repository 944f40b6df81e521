import { parseArgs } from 'node:util';
import { PlumblineError } from '../src/errors/error.ts';

export interface GuardOptions {
  /** Default: KUBECONFIG, ~/.kube/config, then the service account of the pod. */
  kubeconfig?: string;
  context?: string;
  /** Credential plugins that the kubeconfig may run. */
  allowExec: string[];
  /** Only releases of this namespace; default: all. */
  namespace?: string;
  log: 'text' | 'json';
}

export const usage = `plumbline guard: one look at every release of a cluster; drift is reverted where its policy says so

  --kubeconfig FILE    default: KUBECONFIG, ~/.kube/config, then the service account of the pod
  --context NAME       of the kubeconfig; default: its current one
  --allow-exec NAME    a credential plugin that the kubeconfig may run; repeatable
  --namespace NAME     only the releases in this namespace; default: all
  --log text|json      for people, or a line of JSON per release; default: json, text on a terminal
  --help

Exit codes: 0 done; 1 a release could not be handled, or an object not reverted; 2 bad usage or credentials;
130 and 143 stopped by a signal.
`;

/** @returns 'help' where that was asked for. @throws BAD_USAGE */
export function readOptions(argv: readonly string[], isTerminal: boolean): GuardOptions | 'help' {
  const { kubeconfig, context, namespace, help, log = isTerminal ? 'text' : 'json', ...rest } = parse(argv);
  if (help === true) return 'help';
  if (log !== 'text' && log !== 'json') throw badUsage(`--log ${log}: it is text or json`);
  // A variable of a script that is empty by mistake must not pass for an option that was left out.
  for (const [name, value] of Object.entries({ kubeconfig, context, namespace })) {
    if (value === '') throw badUsage(`--${name} is empty`);
  }
  return {
    allowExec: rest['allow-exec'] ?? [],
    log,
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
    ...(namespace !== undefined && { namespace }),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        kubeconfig: { type: 'string' },
        context: { type: 'string' },
        'allow-exec': { type: 'string', multiple: true },
        namespace: { type: 'string' },
        log: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (cause) {
    throw badUsage(Error.isError(cause) ? cause.message : String(cause), cause);
  }
}

const badUsage = (message: string, cause?: unknown): PlumblineError =>
  new PlumblineError('BAD_USAGE', message, { remedy: 'See --help.', cause });
