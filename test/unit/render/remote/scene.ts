import { rmSync } from 'node:fs';
import { afterAll } from '@jest/globals';
import type { RemoteRule } from '../../../../src/config/types.ts';
import { Fetcher, type FetchOptions } from '../../../../src/render/remote/fetcher.ts';
import type { HttpsServer } from '../../../support/https-server.ts';
import { emptyFolder } from '../../git/repositories.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function folderOfOwn(): string {
  const folder = emptyFolder();
  folders.push(folder);
  return folder;
}

/** A rule for what is below a URL of a test's server. */
export const ruleFor = (prefix: string, more: Partial<RemoteRule> = {}): RemoteRule => ({
  prefix,
  login: false,
  privateNetwork: true,
  ...more,
});

/** Fetches from the servers of a test, with a cache and a home of its own. */
export function fetcherFor(servers: readonly HttpsServer[], options: FetchOptions = {}): Fetcher {
  const prefixes = servers.flatMap(({ host }) => [`https://${host}`, `oci://${host}`]);
  return new Fetcher({
    rules: prefixes.map((prefix) => ruleFor(prefix)),
    ca: servers.map(({ ca }) => ca).join(''),
    cacheFolder: folderOfOwn(),
    retryAfterMs: [],
    env: { HOME: folderOfOwn(), PATH: process.env.PATH },
    ...options,
  });
}

export const refusal = (code: string, message = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(message), remedy: expect.any(String) });
