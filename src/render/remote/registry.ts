import { PlumblineError } from '../../errors/error.ts';
import { isObject, parseJson } from '../../manifests/json.ts';
import type { Json } from '../../manifests/types.ts';
import { parseUrl, shownUrl } from './access.ts';
import { failed, refusedBy } from './fetch-errors.ts';
import type { Fetcher } from './fetcher.ts';
import type { HttpsResponse } from './https.ts';
import { parseChallenge, tokenUrl } from './registry-token.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
/** The second is of charts that Helm 3.6 and older pushed. */
const chartLayers = ['application/vnd.cncf.helm.chart.content.v1.tar+gzip', 'application/tar+gzip'];
const maxPages = 100;

/** A repository of an OCI registry. */
export interface OciRepository {
  /** `oci://HOST/PATH` */
  url: URL;
  host: string;
  name: string;
}

/** @throws FETCH_REFUSED */
export function parseOci(text: string): OciRepository {
  const url = parseUrl(
    text.replace(/^(oci:\/\/[^/]+)/i, (start) => start.toLowerCase()),
    ['oci:'],
  );
  // Of the text as it stands: a URL takes dots away, and so the name that was meant.
  const name = /^oci:\/\/[^/]*\/(.*?)\/*$/i.exec(text)?.[1] ?? '';
  const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
  if (!new RegExp(`^${part}(?:/${part})*$`).test(name)) {
    throw new PlumblineError('FETCH_REFUSED', `${shownUrl(text)} is no repository of an OCI registry`, {
      remedy: 'Write oci://HOST/PATH in lower case, without a tag.',
    });
  }
  // Docker Hub's registry has another name than Docker Hub.
  const host = url.host === 'docker.io' ? 'registry-1.docker.io' : url.host;
  return { url, host, name };
}

/** Reads from one repository of a registry; logs in where a rule allows it, and the registry asks. */
export class Registry {
  readonly #repository: OciRepository;
  readonly #fetcher: Fetcher;
  #authorization: string | undefined;

  constructor(repository: OciRepository, fetcher: Fetcher) {
    this.#repository = repository;
    this.#fetcher = fetcher;
  }

  async tags(): Promise<string[]> {
    const tags: string[] = [];
    let path: string | undefined = 'tags/list?n=1000';
    for (let page = 0; path !== undefined && page < maxPages; page += 1) {
      const answer: HttpsResponse = await this.#get(path, 'application/json');
      const list = jsonOf(answer);
      const found = isObject(list) && Array.isArray(list.tags) ? list.tags : [];
      tags.push(...found.filter((tag) => typeof tag === 'string'));
      const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(String(answer.headers.link ?? ''))?.[1];
      path = next === undefined ? undefined : this.#nextPage(next);
    }
    return tags;
  }

  /** Only the query of the next page's address is taken: it leads to no other place. */
  #nextPage(link: string): string {
    return `tags/list${new URL(link, this.#address('tags/list')).search}`;
  }

  /** The digest and size of the chart that a tag names. */
  async chartLayer(tag: string): Promise<{ digest: string; size: number }> {
    const answer = await this.#get(`manifests/${encodeURIComponent(tag)}`, manifestType);
    const manifest = jsonOf(answer);
    const layers = isObject(manifest) && Array.isArray(manifest.layers) ? manifest.layers : [];
    const chart = layers.find((one) => isObject(one) && chartLayers.includes(String(one.mediaType)));
    if (isObject(chart) && typeof chart.digest === 'string' && typeof chart.size === 'number') {
      if (/^sha256:[0-9a-f]{64}$/.test(chart.digest)) return { digest: chart.digest, size: chart.size };
    }
    throw failed(
      answer.url,
      'it is no Helm chart',
      undefined,
      'Name a repository that helm push has filled.',
    );
  }

  async blob(digest: string): Promise<Buffer> {
    const { artifactBytes } = this.#fetcher.limits;
    return (await this.#get(`blobs/${digest}`, 'application/octet-stream', artifactBytes)).body;
  }

  #address(path: string): URL {
    return new URL(`https://${this.#repository.host}/v2/${this.#repository.name}/${path}`);
  }

  async #get(
    path: string,
    accept: string,
    maxBytes = this.#fetcher.limits.metadataBytes,
  ): Promise<HttpsResponse> {
    const url = this.#address(path);
    const { privateNetwork } = this.#fetcher.access.to(this.#repository.url);
    const ask = (): Promise<HttpsResponse> => {
      const Authorization = this.#authorization;
      const headers = { Accept: accept, ...(Authorization !== undefined && { Authorization }) };
      return this.#fetcher.get(url, { maxBytes, headers, privateNetwork });
    };
    let answer = await ask();
    if (answer.status === 401 && this.#authorization === undefined) {
      this.#authorization = await this.#login(answer);
      if (this.#authorization !== undefined) answer = await ask();
    }
    if (answer.status !== 200) throw refusedBy(url, answer.status);
    return answer;
  }

  /** Answers the registry's challenge: a token, for anybody or for the login; or the login itself. */
  async #login(answer: HttpsResponse): Promise<string | undefined> {
    const { access, logins, limits } = this.#fetcher;
    const { host, name, url } = this.#repository;
    // A challenge of where a redirect led is none of the registry's.
    if (answer.url.host !== host) return undefined;
    const { login, privateNetwork } = access.to(url);
    const basic = login ? await logins.basic(host) : undefined;
    const challenge = parseChallenge(answer.headers['www-authenticate'] ?? '');
    if (challenge === undefined) return undefined;
    if (challenge.scheme === 'basic') return basic;
    const realm = tokenUrl(challenge, name);
    const headers = basic === undefined ? {} : { Authorization: basic };
    const given = await this.#fetcher.get(realm, { maxBytes: limits.metadataBytes, headers, privateNetwork });
    if (given.status !== 200) throw refusedBy(realm, given.status);
    const body = jsonOf(given);
    const token = isObject(body) ? (body.token ?? body.access_token) : undefined;
    if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
    throw failed(realm, 'it gives no token');
  }
}

function jsonOf({ body, url }: HttpsResponse): Json {
  try {
    return parseJson(body.toString('utf8'));
  } catch (cause) {
    throw failed(url, 'the answer is no JSON', cause);
  }
}
