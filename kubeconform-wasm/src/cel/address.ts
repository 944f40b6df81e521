import { isIP } from 'node:net';

/** As Kubernetes takes it: without a zone, and no IPv4 address in the clothes of IPv6. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%') && !/^::ffff:\d+\./i.test(text);
}

export function isCidr(text: string): boolean {
  const [, address = '', bits] = /^(.*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  return isAddress(address) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}

/** The parts of a URL as it is written; JavaScript's own would normalise them. */
export class Url {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;

  private constructor(scheme: string, host: string, path: string, query: string) {
    this.scheme = scheme;
    this.host = host;
    this.path = path;
    this.query = query;
  }

  /** As Go reads what comes in a request: with a scheme, or a path from the root. */
  static parse(text: string): Url | undefined {
    const form = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:[^/?#@]*@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?$/;
    const [, scheme = '', host = '', path = '', query = ''] = form.exec(text) ?? [];
    if (scheme === '' && !path.startsWith('/')) return undefined;
    if (/[\s\p{Cc}]|%(?![0-9A-Fa-f]{2})/u.test(text) || !/^(?:\[[^\]]*\]|[^:[\]]*)(?::\d*)?$/.test(host))
      return undefined;
    return new Url(scheme.toLowerCase(), host, path, query);
  }

  get hostname(): string {
    return this.host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  }

  get port(): string {
    return /:(\d*)$/.exec(this.host)?.[1] ?? '';
  }

  get parameters(): Map<string, string[]> {
    const all = new URLSearchParams(this.query);
    return new Map([...new Set(all.keys())].map((name) => [name, all.getAll(name)]));
  }
}
