import { basename } from 'node:path';
import { PlumblineError } from '../errors/error.ts';
import { isObject } from '../manifests/json.ts';
import type { Json, JsonObject } from '../manifests/types.ts';
import type { Authentication } from './credentials.ts';
import { type Entry, pathIn } from './kubeconfig.ts';
import type * as execModule from './kubeconfig-exec.ts';

/**
 * Authentication by an exec plugin or the `oidc` auth provider, of which nothing runs unless `allowed` names it.
 * The auth providers that run a command through a shell (gcp, azure) are refused: kubectl dropped them in 1.26.
 */
export async function pluginAuthentication(
  user: Entry,
  userName: string,
  allowed: readonly string[],
): Promise<(renew?: boolean) => Promise<Authentication>> {
  const { exec } = user.value;
  const provider = user.value['auth-provider'];
  if (isObject(exec)) {
    const command = typeof exec.command === 'string' ? exec.command : '';
    refuseUnlessAllowed(user, basename(command), allowed, 'exec plugin');
    // client-go: a command with a slash in it is relative to the kubeconfig's folder.
    const absolute = command.includes('/') ? pathIn(user, command) : command;
    const { execAuthentication } = await loadModule();
    const env = [...(Array.isArray(exec.env) ? exec.env : []), execInfo(exec.apiVersion)];
    return execAuthentication({ name: userName, exec: { ...exec, command: absolute, env } });
  }
  const name = isObject(provider) && typeof provider.name === 'string' ? provider.name : '';
  const config = isObject(provider) && isObject(provider.config) ? provider.config : {};
  if (name !== 'oidc' || config.exec !== undefined) {
    throw new PlumblineError('UNSUPPORTED', `the auth-provider ${name} of the kubeconfig is not supported`, {
      place: { file: user.file },
      remedy: 'kubectl dropped it too: write the kubeconfig anew with the exec plugin of your provider.',
    });
  }
  refuseUnlessAllowed(user, name, allowed, 'auth-provider');
  const { execAuthentication } = await loadModule();
  return execAuthentication({ name: userName, authProvider: { name, config } });
}

/** What client-go tells a plugin (client.authentication.k8s.io ExecCredential); some refuse to run without. */
function execInfo(apiVersion: Json | undefined): JsonObject {
  const info = { apiVersion: apiVersion ?? 'client.authentication.k8s.io/v1', kind: 'ExecCredential' };
  const value = JSON.stringify({ ...info, spec: { interactive: false } });
  return { name: 'KUBERNETES_EXEC_INFO', value };
}

function refuseUnlessAllowed(user: Entry, name: string, allowed: readonly string[], what: string): void {
  if (name !== '' && allowed.includes(name)) return;
  throw new PlumblineError(
    'EXEC_NOT_ALLOWED',
    `the kubeconfig wants to run the ${what} ${name || '(no name)'}`,
    {
      place: { file: user.file },
      remedy: `Allow it by name (--allow-exec ${name || 'NAME'}) if you trust this kubeconfig, or use a token.`,
    },
  );
}

/**
 * @kubernetes/client-node is 77 MB and 0.1 s at start, so it stands in a file of its own, loaded only here:
 * beside the bundles it is kubeconfig.cjs. The name is a variable, so that no bundler follows it.
 */
async function loadModule(): Promise<typeof execModule> {
  const file = import.meta.filename?.endsWith('.ts') ? './kubeconfig-exec.ts' : './kubeconfig.cjs';
  return (await import(file)) as typeof execModule;
}
