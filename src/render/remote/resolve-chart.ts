import { PlumblineError } from '../../errors/error.ts';
import { parseUrl, shownUrl } from './access.ts';
import { archiveName, unpackChart } from './chart-archive.ts';
import { digestOf } from './digest.ts';
import { refusedBy } from './fetch-errors.ts';
import type { Fetcher } from './fetcher.ts';
import { findInIndex, newestOf } from './helm-repository.ts';
import { parseOci, Registry } from './registry.ts';
import type { ChartEntry, ChartReference, Files } from './types.ts';
import { isExact } from './version.ts';

/** Finds the version that is asked for, and fetches it. */
export async function resolveChart(
  chart: ChartReference,
  fetcher: Fetcher,
): Promise<{ entry: ChartEntry; files: Files }> {
  const { kind, repository, name, version } = chart;
  const found = repository.startsWith('oci:')
    ? await inRegistry(`${repository.replace(/\/+$/, '')}/${name}`, chart, fetcher)
    : await inRepository(chart, fetcher);
  const { bytes, resolved, location } = found;
  await unpackChart(bytes, { name, resolved });
  const digest = digestOf(bytes);
  await fetcher.cache.write(digest, bytes);
  const entry = { kind, repository, name, version, resolved, location, digest, size: bytes.length };
  return { entry, files: chartFiles(entry, bytes) };
}

export const chartFiles = (entry: ChartEntry, bytes: Uint8Array): Files =>
  new Map([[archiveName(entry), bytes]]);

interface Found {
  bytes: Buffer;
  resolved: string;
  location: string;
}

async function inRegistry(address: string, chart: ChartReference, fetcher: Fetcher): Promise<Found> {
  const registry = new Registry(parseOci(address), fetcher);
  // A tag has no "+", so Helm writes "_" for it.
  const resolved = isExact(chart.version)
    ? chart.version
    : newestOf(
        chart,
        (await registry.tags()).map((tag) => tag.replaceAll('_', '+')),
      );
  return taggedChart(address, resolved, fetcher, registry);
}

async function taggedChart(
  address: string,
  resolved: string,
  fetcher: Fetcher,
  registry: Registry,
): Promise<Found> {
  const { digest, size } = await registry.chartLayer(resolved.replaceAll('+', '_'));
  if (size > fetcher.limits.artifactBytes) throw differs(address, `of ${size} bytes, more than are fetched`);
  const bytes = await registry.blob(digest);
  if (digestOf(bytes) !== digest) throw differs(address, 'other bytes than its manifest says');
  return { bytes, resolved, location: `${address}@${digest}` };
}

async function inRepository(chart: ChartReference, fetcher: Fetcher): Promise<Found> {
  const { version, url, digest } = await findInIndex(chart, fetcher);
  if (url.startsWith('oci:')) {
    const address = url.replace(/:[^:/]+$/, '');
    return taggedChart(address, version, fetcher, new Registry(parseOci(address), fetcher));
  }
  const bytes = await fetchArchive(url, fetcher);
  if (digest !== undefined && digestOf(bytes) !== digest)
    throw differs(url, 'other bytes than its index says');
  return { bytes, resolved: version, location: url };
}

/** The bytes of a chart from where the lock says. @throws FETCH_FAILED, FETCH_REFUSED */
export async function fetchChart({ location, digest }: ChartEntry, fetcher: Fetcher): Promise<Buffer> {
  if (!location.startsWith('oci:')) return fetchArchive(location, fetcher);
  return new Registry(parseOci(location.replace(/@.*$/, '')), fetcher).blob(digest);
}

/** The bytes at a URL. */
export async function fetchArchive(location: string, fetcher: Fetcher): Promise<Buffer> {
  const url = parseUrl(location, ['https:']);
  const headers = await fetcher.authorization(url);
  const {
    status,
    body,
    url: from,
  } = await fetcher.get(url, { maxBytes: fetcher.limits.artifactBytes, headers });
  if (status !== 200) throw refusedBy(from, status);
  return body;
}

const differs = (from: string, what: string): PlumblineError =>
  new PlumblineError('FETCH_FAILED', `${shownUrl(from)} gives ${what}`, {
    remedy: 'Ask who publishes it, or use another version.',
  });
