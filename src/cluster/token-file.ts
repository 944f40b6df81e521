import { readFile } from 'node:fs/promises';
import { PlumblineError } from '../errors/error.ts';

/** Kubelet rotates a token long before it expires; client-go reads it again every 10 s too. */
const readAgainAfterMs = 10_000;

/** A reader of a token that others rotate. A file that is gone for a moment leaves the last token in use. */
export function fileToken(path: string): (renew?: boolean) => Promise<string> {
  let token: string | undefined;
  let readAt = 0;
  return async (renew = false) => {
    if (token !== undefined && !renew && performance.now() - readAt < readAgainAfterMs) return token;
    readAt = performance.now();
    const read = await readFile(path, 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
    if (read !== '') token = read;
    if (token !== undefined) return token;
    throw new PlumblineError('KUBECONFIG_INVALID', `the token file ${path} is empty or cannot be read`, {
      remedy: 'Check the tokenFile of the kubeconfig, or the mounted service account.',
    });
  };
}
