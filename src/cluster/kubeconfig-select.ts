import { readFile } from 'node:fs/promises';
import { PlumblineError } from '../errors/error.ts';
import { isObject } from '../manifests/json.ts';
import type { Json } from '../manifests/types.ts';
import type { Authentication, CredentialOptions, Credentials } from './credentials.ts';
import { pluginAuthentication } from './exec-plugin.ts';
import { type Entry, type Kubeconfig, pathIn } from './kubeconfig.ts';
import { fileToken } from './token-file.ts';

/** The credentials of one context of a merged kubeconfig. */
export async function selectCredentials(
  config: Kubeconfig,
  options: Pick<CredentialOptions, 'context' | 'allowExec'>,
): Promise<Credentials> {
  const name = options.context ?? config.currentContext;
  if (name === undefined) throw unknown('context', '(none is current)', config.contexts);
  const context = entry('context', name, config.contexts);
  const cluster = entry('cluster', text(context, 'cluster') ?? '', config.clusters);
  const userName = text(context, 'user') ?? '';
  const user = userName === '' ? { file: cluster.file, value: {} } : entry('user', userName, config.users);

  const server = serverOf(cluster);
  const skip = cluster.value['insecure-skip-tls-verify'] === true;
  const ca = await pem(cluster, 'certificate-authority');
  if (skip && ca !== undefined) {
    throw invalid(cluster, 'a certificate authority and insecure-skip-tls-verify exclude each other');
  }
  const warnings = skip
    ? [
        `The certificate of ${server} is not verified (insecure-skip-tls-verify): anybody on the way can read and change all.`,
      ]
    : [];
  return {
    server,
    context: name,
    namespace: text(context, 'namespace'),
    ca,
    tlsServerName: text(cluster, 'tls-server-name'),
    insecureSkipTlsVerify: skip,
    proxyUrl: proxyOf(cluster),
    impersonation: impersonationOf(user),
    warnings,
    authenticate: await authenticator(user, userName, options.allowExec ?? []),
  };
}

async function authenticator(
  user: Entry,
  name: string,
  allowed: readonly string[],
): Promise<(renew?: boolean) => Promise<Authentication>> {
  const [cert, key] = await Promise.all([pem(user, 'client-certificate'), pem(user, 'client-key')]);
  if ((cert === undefined) !== (key === undefined)) {
    throw invalid(user, 'a client certificate and its key belong together');
  }
  const pair = cert === undefined || key === undefined ? {} : { cert, key };
  const bearer = (token: string): Authentication => ({ authorization: `Bearer ${token}`, ...pair });
  // client-go: a tokenFile goes before a token, both before a plugin.
  const tokenFile = text(user, 'tokenFile');
  if (tokenFile !== undefined) {
    const token = fileToken(pathIn(user, tokenFile));
    await token();
    return async (renew) => bearer(await token(renew));
  }
  const token = text(user, 'token');
  if (token !== undefined) return () => Promise.resolve(bearer(token));
  const username = text(user, 'username');
  if (username !== undefined) {
    const basic = Buffer.from(`${username}:${text(user, 'password') ?? ''}`).toString('base64');
    return () => Promise.resolve({ authorization: `Basic ${basic}`, ...pair });
  }
  if (user.value.exec != null || user.value['auth-provider'] != null) {
    const plugin = await pluginAuthentication(user, name, allowed);
    return async (renew) => ({ ...pair, ...(await plugin(renew)) });
  }
  return () => Promise.resolve(pair);
}

function serverOf(cluster: Entry): string {
  const server = text(cluster, 'server');
  const url = server === undefined ? null : URL.parse(server);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw invalid(cluster, 'the cluster needs a server with an https:// URL');
  }
  // The URL is shown to people and stands in logs: no credential may be in it.
  if (url.username !== '' || url.password !== '') {
    throw invalid(cluster, `the URL of the server ${url.host} holds a user name or password`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function proxyOf(cluster: Entry): string | undefined {
  const proxy = text(cluster, 'proxy-url');
  if (proxy === undefined) return undefined;
  const protocol = URL.parse(proxy)?.protocol;
  if (protocol === 'http:' || protocol === 'https:') return proxy;
  throw new PlumblineError('UNSUPPORTED', `proxy-url is of the kind ${protocol ?? 'unknown'}`, {
    place: { file: cluster.file },
    remedy: 'Use an http:// or https:// proxy, which serves CONNECT.',
  });
}

/** KEP-1513 and the kubeconfig's `as…` keys: who to act as. */
function impersonationOf(user: Entry): Record<string, string | string[]> {
  const as = text(user, 'as');
  const groups = user.value['as-groups'];
  const uid = text(user, 'as-uid');
  if (user.value['as-user-extra'] != null) {
    throw new PlumblineError('UNSUPPORTED', 'as-user-extra of the kubeconfig is not supported', {
      place: { file: user.file },
      remedy: 'Impersonate with as, as-groups and as-uid alone.',
    });
  }
  return {
    ...(as !== undefined && { 'Impersonate-User': as }),
    ...(uid !== undefined && { 'Impersonate-Uid': uid }),
    ...(Array.isArray(groups) && groups.length > 0 && { 'Impersonate-Group': groups.map(String) }),
  };
}

/** `NAME-data` in base64, or else the file that `NAME` points at. */
async function pem(from: Entry, name: string): Promise<string | undefined> {
  const data = text(from, `${name}-data`);
  if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
  const path = text(from, name);
  if (path === undefined) return undefined;
  return await readFile(pathIn(from, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw invalid(from, `${name} ${pathIn(from, path)} cannot be read (${error.code})`);
  });
}

function text(from: Entry, key: string): string | undefined {
  const value: Json | undefined = from.value[key];
  if (value == null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw invalid(from, `${key} must be a string${isObject(value) ? ', not a mapping' : ''}`);
}

function entry(what: string, name: string, among: Map<string, Entry>): Entry {
  const found = among.get(name);
  if (found === undefined) throw unknown(what, name, among);
  return found;
}

function unknown(what: string, name: string, among: Map<string, Entry>): PlumblineError {
  const known = [...among.keys()].sort().join(', ') || 'none';
  return new PlumblineError('KUBECONFIG_INVALID', `the kubeconfig has no ${what} ${name}`, {
    remedy: `Known: ${known}. Choose one with --context, or set the current context.`,
  });
}

function invalid(from: Entry, what: string): PlumblineError {
  return new PlumblineError('KUBECONFIG_INVALID', `${from.file}: ${what}`, {
    place: { file: from.file },
    remedy: 'Mend the kubeconfig.',
  });
}
