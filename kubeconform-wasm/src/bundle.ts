import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { KubeconformError } from './errors.ts';
import { bundleFile } from './files.ts';

const unpack = promisify(brotliDecompress);

/** The Kubernetes minors whose schemas are inside, oldest first. */
export const kubernetesVersions = ['1.34', '1.35', '1.36', '1.37'] as const;

let unpacked: Promise<string> | undefined;

/** The section of the bundle for a version in any form (`1.36`, `v1.36.2`), the newest for `master`. */
export async function sectionOf(version: string): Promise<string> {
  const minor = minorOf(version);
  unpacked ??= readFile(bundleFile()).then(async (bytes) => (await unpack(bytes)).toString('utf8'));
  const text = await unpacked;
  const head = `=${minor}\n`;
  const start = text.indexOf(head) + head.length;
  const end = text.indexOf('\n=', start);
  return text.slice(start, end === -1 ? undefined : end);
}

/** Throws where there are no schemas for the version. */
export function minorOf(version: string): string {
  if (version === 'master') return kubernetesVersions[kubernetesVersions.length - 1] ?? '';
  const [, minor] = /^v?(\d+\.\d+)(\.\d+)?$/.exec(version) ?? [];
  if (minor !== undefined && kubernetesVersions.some((one) => one === minor)) return minor;
  throw new KubeconformError(
    'UNSUPPORTED_VERSION',
    `there are no schemas inside for Kubernetes ${version}: there are for ${kubernetesVersions.join(', ')}. Take one of these, or give the folder of others as a schema location`,
  );
}
