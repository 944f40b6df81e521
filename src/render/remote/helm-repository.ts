import compare from 'semver/functions/compare.js';
import { PlumblineError } from '../../errors/error.ts';
import { isObject } from '../../manifests/json.ts';
import type { Json } from '../../manifests/types.ts';
import { parseUrl, shownUrl } from './access.ts';
import { refusedBy } from './fetch-errors.ts';
import type { Fetcher } from './fetcher.ts';
import type { ChartReference } from './types.ts';
import { parseVersion, VersionRange } from './version.ts';
import { readYamlFile } from './yaml-file.ts';

/** A version of a chart as an index lists it. */
export interface IndexedChart {
  version: string;
  /** `https://…`, or `oci://…:TAG`. */
  url: string;
  /** As the index says, where it does. */
  digest?: string;
}

/** The newest version of a chart that is asked for, by the index of its Helm repository. @throws FETCH_FAILED, VERSION_NOT_FOUND */
export async function findInIndex(chart: ChartReference, fetcher: Fetcher): Promise<IndexedChart> {
  const base = parseUrl(chart.repository.replace(/\/*$/, '/'), ['https:']);
  const url = new URL('index.yaml', base);
  const headers = await fetcher.authorization(url);
  const { status, body } = await fetcher.get(url, { maxBytes: fetcher.limits.metadataBytes, headers });
  if (status !== 200) throw refusedBy(url, status);
  const { value } = readYamlFile(body, shownUrl(url));
  const entries = isObject(value.entries) ? value.entries : {};
  const listed = Object.hasOwn(entries, chart.name) ? entries[chart.name] : undefined;
  const versions = (Array.isArray(listed) ? listed : []).flatMap((one) => indexed(one, base));
  const version = newestOf(
    chart,
    versions.map((one) => one.version),
  );
  return versions.find((one) => one.version === version) as IndexedChart;
}

function indexed(entry: Json, base: URL): IndexedChart[] {
  if (!isObject(entry) || typeof entry.version !== 'string' || !Array.isArray(entry.urls)) return [];
  const [first] = entry.urls;
  if (typeof first !== 'string' || !URL.canParse(first, base.href)) return [];
  const { version, digest } = entry;
  const hex = typeof digest === 'string' ? digest.replace(/^sha256:/, '') : '';
  return [
    {
      version,
      url: new URL(first, base).href,
      ...(/^[0-9a-f]{64}$/.test(hex) && { digest: `sha256:${hex}` }),
    },
  ];
}

/** What Helm takes of several: the very text, or else the highest version in the range. @throws VERSION_NOT_FOUND */
export function newestOf(chart: ChartReference, versions: readonly string[]): string {
  if (versions.includes(chart.version)) return chart.version;
  const range = VersionRange.parse(chart.version);
  const inRange = versions
    .map((text) => ({ text, version: parseVersion(text) }))
    .filter(({ version }) => version !== undefined && range?.has(version) === true)
    .toSorted((a, b) => (a.version && b.version ? compare(b.version, a.version) : 0));
  const [newest] = inRange;
  if (newest !== undefined) return newest.text;
  const has =
    versions.length === 0
      ? 'no version of it'
      : `${versions.slice(0, 5).join(', ')}${versions.length > 5 ? ' and others' : ''}`;
  throw new PlumblineError(
    'VERSION_NOT_FOUND',
    `${chart.repository} has no version ${chart.version || '*'} of chart ${chart.name}, but ${has}`,
    { remedy: 'Correct the name, the version or the repository.' },
  );
}
