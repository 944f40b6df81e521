import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import type { Fetcher } from './fetcher.ts';

/** Of the caller's variables git sees none that gives it a configuration, a key or a helper. */
export function anonymous(home: string): NodeJS.ProcessEnv {
  return {
    HOME: home,
    XDG_CONFIG_HOME: home,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_COUNT: undefined,
    GIT_CONFIG_PARAMETERS: undefined,
    GIT_ASKPASS: undefined,
    SSH_ASKPASS: undefined,
    SSH_AUTH_SOCK: undefined,
    GIT_SSH: undefined,
    GIT_SSH_COMMAND: undefined,
    GIT_PROXY_COMMAND: undefined,
  };
}

/** ssh asks nothing: nobody is there to answer. */
export function withLogin(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { HOME: env.HOME, GIT_SSH_COMMAND: env.GIT_SSH_COMMAND ?? 'ssh -o BatchMode=yes' };
}

/** What Node trusts beside its own, git is told in a file; its own too, for git then trusts nothing else. */
export async function authoritiesIn(
  folder: string,
  { env, options: { ca } }: Fetcher,
): Promise<NodeJS.ProcessEnv> {
  const isExtended = ca !== undefined || Boolean(env.NODE_EXTRA_CA_CERTS);
  if (!isExtended || env.GIT_SSL_CAINFO !== undefined) return {};
  const file = join(folder, 'authorities.pem');
  await writeFile(file, [...getCACertificates(), ca ?? ''].join('\n'));
  return { GIT_SSL_CAINFO: file };
}
