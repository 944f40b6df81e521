import { PlumblineError } from '../../errors/error.ts';
import { shownUrl } from './access.ts';

/** What could not be fetched, and why. */
export function failed(url: URL | string, why: string, cause?: unknown, remedy?: string): PlumblineError {
  return new PlumblineError('FETCH_FAILED', `${shownUrl(url)} cannot be fetched: ${why}`, {
    ...(cause !== undefined && { cause }),
    remedy: remedy ?? 'Check the address and the network, then try again.',
  });
}

export const notPublic = (host: string): PlumblineError =>
  new PlumblineError('FETCH_REFUSED', `${host} has an address that is not of the public internet`, {
    remedy: 'If it is meant, name the host in remotes of plumbline.yaml with privateNetwork: true.',
  });

/** What a status means that is no success. */
export function refusedBy(url: URL, status: number): PlumblineError {
  const wantsLogin = status === 401 || status === 403;
  const remedy = wantsLogin
    ? 'If it needs a login, log in on this machine (docker login), and name the host in remotes of plumbline.yaml with login: true.'
    : 'Check the address, then try again.';
  return failed(url, `the answer is ${status}`, undefined, remedy);
}
