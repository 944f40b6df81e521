import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';
import { failed, notPublic } from './fetch-errors.ts';

/** Asks for addresses at the very moment of connecting, so that none can be swapped in after the check. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '');
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(notPublic(hostname) as NodeJS.ErrnoException, '');
    }
    if (options.all === true) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

/** The addresses of a host, if all are public. @throws FETCH_REFUSED, FETCH_FAILED */
export async function publicAddresses(host: string): Promise<string[]> {
  const name = host.replace(/^\[|\]$/g, '');
  let found: { address: string }[];
  try {
    found = await dns.promises.lookup(name, { all: true });
  } catch (cause) {
    throw failed(host, (cause as NodeJS.ErrnoException).code ?? 'its name is not known', cause);
  }
  const addresses = found.map(({ address }) => address);
  if (addresses.length === 0 || !addresses.every(isPublicAddress)) throw notPublic(host);
  return addresses;
}
