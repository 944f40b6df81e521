import type { RemoteRule } from '../../config/types.ts';
import { PlumblineError } from '../../errors/error.ts';

/** What is allowed where: everything public and without a login, unless a rule says more. */
export class Access {
  readonly #rules: { url: URL; rule: RemoteRule }[];

  constructor(rules: readonly RemoteRule[] = []) {
    this.#rules = rules
      .map((rule) => ({ url: new URL(rule.prefix), rule }))
      .toSorted((a, b) => b.url.href.length - a.url.href.length);
  }

  /** The rule of the longest prefix; login and private network are off where there is none. */
  to(url: URL): Pick<RemoteRule, 'login' | 'privateNetwork'> {
    const found = this.#rules.find((one) => isBelow(url, one.url));
    return found?.rule ?? { login: false, privateNetwork: false };
  }
}

function isBelow(url: URL, prefix: URL): boolean {
  // A user name of ssh says who logs in, not where.
  if (url.protocol !== prefix.protocol || url.host !== prefix.host) return false;
  // A server may take %2e%2e%2f for ../, and so lead out of the prefix.
  if (/%(?:2e|2f|5c|00)/i.test(url.pathname) || url.pathname.includes('\\')) return false;
  const folder = prefix.pathname.replace(/\/+$/, '');
  return url.pathname === folder || url.pathname.startsWith(`${folder}/`);
}

/** @throws FETCH_REFUSED */
export function parseUrl(text: string, protocols: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const hasHost = url?.protocol === 'file:' || /^[^-]/.test(url?.hostname ?? '');
  if (url === undefined || !protocols.includes(url.protocol) || !hasHost) {
    const forms = protocols.map((protocol) => `${protocol}//`).join(', ');
    throw new PlumblineError('FETCH_REFUSED', `${shownUrl(text)} is no address of the form ${forms}`, {
      remedy: `Write ${forms.replace(/, ([^,]*)$/, ' or $1')} and a host.`,
    });
  }
  if (url.password !== '' || (url.username !== '' && url.protocol !== 'ssh:')) {
    throw new PlumblineError('FETCH_REFUSED', `${shownUrl(text)} holds a login`, {
      remedy: 'Take the login out of the address, into the configuration of Docker or Git on the machine.',
    });
  }
  return url;
}

/** An address for messages: what looks like a login, and the query, which may be a signature, are left out. */
export const shownUrl = (url: URL | string): string =>
  String(url)
    .replace(/\/\/[^/@\s]*@/, '//')
    .replace(/\?.*$/s, '');
