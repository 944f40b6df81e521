import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlumblineError } from '../errors/error.ts';
import type { Credentials } from './credentials.ts';
import { fileToken } from './token-file.ts';

const defaultFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The pod's service account, as client-go's rest.InClusterConfig reads it. The token file is read again as it rotates. */
export async function inClusterCredentials(
  env: NodeJS.ProcessEnv,
  folder: string = defaultFolder,
): Promise<Credentials> {
  const host = env.KUBERNETES_SERVICE_HOST ?? '';
  const port = env.KUBERNETES_SERVICE_PORT || '443';
  const token = fileToken(join(folder, 'token'));
  try {
    const [ca, namespace] = await Promise.all([
      readFile(join(folder, 'ca.crt'), 'utf8'),
      readFile(join(folder, 'namespace'), 'utf8'),
      token(),
    ]);
    return {
      server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      context: undefined,
      namespace: namespace.trim(),
      ca,
      tlsServerName: undefined,
      insecureSkipTlsVerify: false,
      proxyUrl: undefined,
      impersonation: {},
      warnings: [],
      authenticate: async (renew) => ({ authorization: `Bearer ${await token(renew)}` }),
    };
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    throw new PlumblineError(
      'KUBECONFIG_INVALID',
      `the service account of the pod cannot be read in ${folder}`,
      {
        remedy:
          'Give the pod a service account with automountServiceAccountToken: true, or give a kubeconfig.',
        cause,
      },
    );
  }
}
