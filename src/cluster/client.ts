import { groupOf, idKey } from '../manifests/identity.ts';
import type { JsonObject, KubeObject } from '../manifests/types.ts';
import { type CredentialOptions, type Credentials, loadCredentials } from './credentials.ts';
import { type Discovery, discoverAll } from './discovery.ts';
import { listAll } from './list.ts';
import { Requests, type Retry } from './requests.ts';
import { Transport } from './transport.ts';
import type { ClusterClient } from './types.ts';
import { applyObject, createObject, deleteObject, getObject, patchObject, replaceObject } from './write.ts';

export interface ClientOptions {
  /** Of every write that names none. Default `plumbline`. */
  fieldManager?: string;
  /** The user to act as: `system:serviceaccount:plumbline-system:shop`. */
  impersonate?: string;
  /** Milliseconds for one attempt of one request. Default 30,000. */
  timeoutMs?: number;
  /** Requests at once; more wait their turn. Default 32. */
  maxSockets?: number;
  /** Attempts of one request in all. Default 5. */
  attempts?: number;
  /** The first pause between two attempts, in milliseconds. Default 250. */
  backoffMs?: number;
  /** Told before each repetition, for progress. */
  onRetry?: (retry: Retry) => void;
  /** Told what is amiss but not in the way: a group of kinds whose server is away. */
  onNotice?: (text: string) => void;
  /** For HTTPS_PROXY, HTTP_PROXY and NO_PROXY. Default: the process' own. */
  env?: NodeJS.ProcessEnv;
}

export function createClient(credentials: Credentials, options: ClientOptions = {}): ClusterClient {
  const transport = new Transport(credentials, {
    timeoutMs: options.timeoutMs ?? 30_000,
    maxSockets: options.maxSockets ?? 32,
    impersonate: options.impersonate,
    env: options.env ?? process.env,
  });
  const hidden = new Set<string>();
  const all = new Requests(transport, {
    isHidden: (subject) => hidden.has(idKey(subject)),
    attempts: options.attempts ?? 5,
    backoffMs: options.backoffMs ?? 250,
    onRetry: options.onRetry,
  });
  const manager = options.fieldManager ?? 'plumbline';
  let discovered: Promise<Discovery> | undefined;
  const discovery = async (): Promise<Discovery> => {
    discovered ??= discoverAll(all).then((found) => {
      for (const group of found.stale)
        options.onNotice?.(`The kinds of ${group} are not known: its server is away.`);
      return found;
    });
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      throw error;
    }
  };
  const over = (requests: Requests): ClusterClient => ({
    server: new URL(credentials.server).host,
    context: credentials.context,
    requests: requests.counts,
    now: () => transport.clock.now(),
    discover: async ({ anew = false } = {}) => {
      if (anew) discovered = undefined;
      return (await discovery()).resources;
    },
    groupsAway: async () => (await discovery()).stale.map((apiVersion) => groupOf(apiVersion)),
    list: (resource, listOptions) => listAll(requests, resource, listOptions),
    get: (resource, name) => getObject(requests, resource, name),
    apply: (resource, object, how) => applyObject(requests, resource, object, manager, how),
    create: (resource, object: KubeObject, how) => createObject(requests, resource, object, manager, how),
    replace: (resource, object, how) => replaceObject(requests, resource, object, manager, how),
    patch: (resource, name, type, patch, how) =>
      patchObject(requests, resource, name, type, patch, manager, how),
    delete: (resource, name, how) => deleteObject(requests, resource, name, how),
    hide: (objects) => {
      for (const id of objects) hidden.add(idKey(id));
    },
    within: (limits) => over(requests.within(limits)),
    raw: async (path): Promise<JsonObject> =>
      (await requests.send({ verb: 'RAW', method: 'GET', path, gzip: true, repeat: 'always' })).body,
    close: () => transport.close(),
  });
  return over(all);
}

/** Finds the credentials and makes the client; the warnings are the credentials' own. */
export async function connect(
  options: CredentialOptions & ClientOptions,
): Promise<{ client: ClusterClient; credentials: Credentials }> {
  const credentials = await loadCredentials(options);
  return { client: createClient(credentials, options), credentials };
}
