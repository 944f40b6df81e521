import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { PlumblineError } from '../errors/error.ts';
import { inClusterCredentials } from './in-cluster.ts';
import { mergeKubeconfigs, readKubeconfig } from './kubeconfig.ts';
import { selectCredentials } from './kubeconfig-select.ts';

/** What one request shows of who it is from. */
export interface Authentication {
  /** The whole `Authorization` header. */
  authorization?: string;
  /** Client certificate and its key, PEM. */
  cert?: string;
  key?: string;
}

/** How to reach an API server and as whom. Tokens and keys are only behind `authenticate`. */
export interface Credentials {
  /** Without user information and without a trailing slash. */
  server: string;
  context: string | undefined;
  /** The context's namespace. */
  namespace: string | undefined;
  /** PEM of the authorities to trust instead of the public ones. */
  ca: string | undefined;
  tlsServerName: string | undefined;
  insecureSkipTlsVerify: boolean;
  /** http:// or https:// URL of a proxy; undefined leaves it to HTTPS_PROXY and NO_PROXY. */
  proxyUrl: string | undefined;
  /** `Impersonate-…` headers of the kubeconfig's `as`, `as-groups`, …. */
  impersonation: Record<string, string | string[]>;
  warnings: string[];
  /** The current token or certificate; `renew` reads or asks for it anew, after a 401. */
  authenticate(renew?: boolean): Promise<Authentication>;
}

export interface CredentialOptions {
  /** The only file to read. Without it: the KUBECONFIG list, ~/.kube/config, the pod's service account. */
  kubeconfig?: string;
  /** Default: the current context. */
  context?: string;
  env: NodeJS.ProcessEnv;
  /** Base names of the exec plugins that may run, and `oidc` for that auth provider. Default: none. */
  allowExec?: readonly string[];
  /** Where a pod finds its service account. For tests. */
  serviceAccountFolder?: string;
}

/**
 * Finds credentials by kubectl's rules (client-go's ClientConfigLoadingRules): the explicit file, the
 * KUBECONFIG list, ~/.kube/config, then the service account of the pod.
 * @throws PlumblineError KUBECONFIG_INVALID, EXEC_NOT_ALLOWED, UNSUPPORTED
 */
export async function loadCredentials(options: CredentialOptions): Promise<Credentials> {
  const { env } = options;
  const explicit = options.kubeconfig !== undefined && options.kubeconfig !== '';
  const paths = explicit ? [options.kubeconfig as string] : defaultPaths(env);
  const files = await Promise.all(paths.map((path) => readKubeconfig(path, explicit)));
  const found = files.filter((file) => file !== undefined);
  if (found.length === 0) {
    if (env.KUBERNETES_SERVICE_HOST && options.context === undefined) {
      return await inClusterCredentials(env, options.serviceAccountFolder);
    }
    throw new PlumblineError('KUBECONFIG_INVALID', `no kubeconfig: looked for ${paths.join(', ')}`, {
      remedy: 'Give one with --kubeconfig or KUBECONFIG, or run in a pod with a service account.',
    });
  }
  const credentials = await selectCredentials(mergeKubeconfigs(found), options);
  await checkTls(credentials);
  return credentials;
}

function defaultPaths(env: NodeJS.ProcessEnv): string[] {
  const listed = (env.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '');
  return listed.length > 0 ? [...new Set(listed)] : [join(env.HOME || homedir(), '.kube', 'config')];
}

/** A broken certificate or key is a fault of the kubeconfig: say so before any request. */
async function checkTls(credentials: Credentials): Promise<void> {
  const { ca } = credentials;
  const { cert, key } = await credentials.authenticate();
  if (ca === undefined && cert === undefined) return;
  try {
    createSecureContext({ ...(ca !== undefined && { ca }), ...(cert !== undefined && { cert, key }) });
  } catch (cause) {
    const reason = Error.isError(cause) ? cause.message : String(cause);
    throw new PlumblineError('KUBECONFIG_INVALID', `the certificates of ${credentials.server}: ${reason}`, {
      remedy:
        'The kubeconfig must hold PEM certificates, and the key that belongs to the client certificate.',
    });
  }
}
