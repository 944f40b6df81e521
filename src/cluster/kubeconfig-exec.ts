import type { RequestOptions } from 'node:https';
import { KubeConfig, type User } from '@kubernetes/client-node';
import { PlumblineError } from '../errors/error.ts';
import type { Authentication } from './credentials.ts';

/** How long an answer is kept before KubeConfig is asked again; it keeps credentials until they expire. */
const keepMs = 30_000;

/** Runs a plugin through client-node's KubeConfig. Its command has been checked by name before. */
export function execAuthentication(
  user: Pick<User, 'name' | 'exec' | 'authProvider'>,
): (renew?: boolean) => Promise<Authentication> {
  let kubeConfig = configOf(user);
  let asked: Promise<Authentication> | undefined;
  let askedAt = 0;
  return async (renew = false) => {
    if (renew) kubeConfig = configOf(user);
    if (renew || asked === undefined || performance.now() - askedAt > keepMs) {
      asked = ask(kubeConfig, user.name);
      askedAt = performance.now();
    }
    return await asked;
  };
}

function configOf(user: Pick<User, 'name' | 'exec' | 'authProvider'>): KubeConfig {
  const kubeConfig = new KubeConfig();
  // The server is ours to reach: KubeConfig gives only the header and the client certificate.
  const cluster = { name: 'cluster', server: 'https://127.0.0.1', skipTLSVerify: false };
  kubeConfig.loadFromClusterAndUser(cluster, user);
  return kubeConfig;
}

async function ask(kubeConfig: KubeConfig, name: string): Promise<Authentication> {
  const options: RequestOptions & { headers: Record<string, string> } = { headers: {} };
  try {
    await kubeConfig.applyToHTTPSOptions(options);
  } catch (thrown) {
    // What a plugin printed may hold a credential: only the first line of what it said as an error is shown.
    const failed = Error.isError(thrown) && thrown.name !== 'SyntaxError';
    const said = failed ? thrown.message.trim().split('\n', 1)[0] : 'it printed no ExecCredential';
    throw new PlumblineError('UNAUTHORIZED', `the plugin of user ${name} failed${said ? `: ${said}` : ''}`, {
      remedy: 'Run the same command by hand, log in again, and try once more.',
    });
  }
  const { Authorization } = options.headers;
  return {
    ...(Authorization !== undefined && { authorization: Authorization }),
    ...(options.cert && { cert: String(options.cert), key: String(options.key) }),
  };
}
