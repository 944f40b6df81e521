import { parseUrl } from './access.ts';

/** A registry's WWW-Authenticate. */
export type Challenge = { scheme: 'basic' } | { scheme: 'bearer'; realm: string; service?: string };

/** The first challenge that is known; undefined where none is. */
export function parseChallenge(header: string): Challenge | undefined {
  const [, scheme = '', rest = ''] = /^\s*(basic|bearer)\b\s*(.*)$/is.exec(header) ?? [];
  if (scheme.toLowerCase() === 'basic') return { scheme: 'basic' };
  const values = new Map<string, string>();
  for (const [, key = '', quoted, bare] of rest.matchAll(/([a-z_]+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))/gi)) {
    values.set(key.toLowerCase(), quoted ?? bare ?? '');
  }
  const realm = values.get('realm');
  if (scheme === '' || realm === undefined) return undefined;
  const service = values.get('service');
  return { scheme: 'bearer', realm, ...(service !== undefined && { service }) };
}

/**
 * Where a token to read one repository is asked for. The scope is ours, whatever the challenge asks for.
 * @throws FETCH_REFUSED
 */
export function tokenUrl({ realm, service }: { realm: string; service?: string }, repository: string): URL {
  const url = parseUrl(realm, ['https:']);
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.set('scope', `repository:${repository}:pull`);
  return url;
}
