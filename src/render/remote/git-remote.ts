import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PlumblineError } from '../../errors/error.ts';
import { type GitOptions, gitText } from '../../git/command.ts';
import { parseUrl, shownUrl } from './access.ts';
import { failed, refusedBy } from './fetch-errors.ts';
import type { Fetcher } from './fetcher.ts';
import { anonymous, authoritiesIn, withLogin } from './git-environment.ts';
import { publicAddresses } from './public-lookup.ts';

/** One remote repository, and the bare one that takes what is fetched of it. */
export class GitRemote {
  /** The bare repository. */
  readonly folder: string;
  readonly #url: string;
  readonly #settings: string[];
  readonly #env: NodeJS.ProcessEnv;
  readonly #fetcher: Fetcher;

  private constructor(
    url: string,
    folder: string,
    settings: string[],
    env: NodeJS.ProcessEnv,
    fetcher: Fetcher,
  ) {
    this.#url = url;
    this.folder = folder;
    this.#settings = settings;
    this.#env = env;
    this.#fetcher = fetcher;
  }

  /**
   * Without a rule that allows the login nothing of this machine's configuration is used: no credential, no
   * key, no header, no other address for the same URL.
   * @throws FETCH_REFUSED
   */
  static async open(repository: string, folder: string, fetcher: Fetcher): Promise<GitRemote> {
    const { allowFileUrls = false } = fetcher.options;
    const isFile = allowFileUrls && repository.startsWith('file://');
    const asked = parseUrl(repository, isFile ? ['file:'] : ['https:', 'ssh:']);
    const { login } = fetcher.access.to(asked);
    if (asked.protocol === 'ssh:' && !login) {
      throw new PlumblineError('FETCH_REFUSED', `${shownUrl(asked)} needs the login of this machine`, {
        remedy: `Write it with https://, or name ssh://${asked.host} in remotes of plumbline.yaml with login: true.`,
      });
    }
    const url = asked.protocol === 'https:' && !login ? await finalUrl(asked, fetcher) : asked;
    const settings = [
      'protocol.allow=never',
      `protocol.${url.protocol.slice(0, -1)}.allow=always`,
      'http.followRedirects=false',
      'transfer.fsckObjects=true',
      'fetch.recurseSubmodules=false',
      ...(isFile ? [] : await pinnedAddresses(url, fetcher)),
    ];
    const env = login ? withLogin(fetcher.env) : anonymous(folder);
    const authorities = await authoritiesIn(folder, fetcher);
    const remote = new GitRemote(url.href, folder, settings, { ...env, ...authorities }, fetcher);
    await remote.#git(['init', '--quiet', '--bare', '--template=', folder]);
    return remote;
  }

  /** The commits of some names, by name. */
  async list(names: readonly string[]): Promise<Map<string, string>> {
    const lines = (await this.#git(['ls-remote', '--quiet', '--', this.#url, ...names]))
      .split('\n')
      .filter(Boolean);
    return new Map(lines.map((line) => line.split('\t')).map(([commit = '', name = '']) => [name, commit]));
  }

  /** One commit, without its history. Ends git when it has written too much. @throws FETCH_FAILED */
  async fetch(commit: string): Promise<void> {
    const done = new AbortController();
    const stop = new AbortController();
    const watching = this.#watch(stop, done.signal);
    const args = [
      'fetch',
      '--quiet',
      '--depth=1',
      '--no-tags',
      '--no-recurse-submodules',
      '--no-write-fetch-head',
    ];
    try {
      await this.#git([...args, '--', this.#url, commit], stop.signal);
    } finally {
      done.abort();
      await watching;
    }
  }

  async #watch(stop: AbortController, done: AbortSignal): Promise<void> {
    const { cloneBytes } = this.#fetcher.limits;
    while (!done.aborted && !stop.signal.aborted) {
      if ((await sizeOf(this.folder)) > cloneBytes) {
        stop.abort(failed(this.#url, `it has more than ${Math.ceil(cloneBytes / 1024 / 1024)} MB`));
      }
      await pause(100, undefined, { signal: done }).catch(() => undefined);
    }
  }

  async #git(args: readonly string[], signal?: AbortSignal): Promise<string> {
    const { options, limits } = this.#fetcher;
    const signals = [signal, options.signal].filter((one) => one !== undefined);
    const how: GitOptions = { env: this.#env, settings: this.#settings, timeout: limits.requestMs };
    if (signals.length > 0) how.signal = AbortSignal.any(signals);
    try {
      return await gitText(this.folder, args, how);
    } catch (thrown) {
      if (options.signal?.aborted !== true) throw thrown;
      const message = `fetching ${shownUrl(this.#url)} was stopped`;
      throw new PlumblineError('CANCELLED', message, { cause: thrown });
    }
  }
}

/**
 * Where the server redirects to, as GitLab does without `.git`: followed by our rules, for git has none.
 * @throws FETCH_FAILED, FETCH_REFUSED
 */
async function finalUrl(asked: URL, fetcher: Fetcher): Promise<URL> {
  const way = '/info/refs?service=git-upload-pack';
  const base = asked.href.replace(/\/+$/, '');
  const { status, url } = await fetcher.get(new URL(base + way), {
    maxBytes: fetcher.limits.metadataBytes,
    // The short answer of this version; others list every branch and tag.
    headers: { 'Git-Protocol': 'version=2' },
  });
  if (status !== 200) throw refusedBy(asked, status);
  return url.href.endsWith(way) ? new URL(url.href.slice(0, -way.length)) : new URL(base);
}

/** Resolved once, judged, and given to git: it cannot find another address than the one that was judged. */
async function pinnedAddresses(url: URL, { access, env }: Fetcher): Promise<string[]> {
  // Through a proxy it is the proxy that knows addresses, and decides.
  const isProxied = [env.HTTPS_PROXY, env.https_proxy].some((proxy) => (proxy ?? '') !== '');
  if (access.to(url).privateNetwork || isProxied) return [];
  const addresses = (await publicAddresses(url.hostname)).map(bracketed).join(',');
  return url.protocol === 'https:'
    ? [`http.curloptResolve=${url.hostname}:${url.port || 443}:${addresses}`]
    : [];
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    // git moves its files about while we look.
    if (entry.isFile())
      bytes += (await stat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}
