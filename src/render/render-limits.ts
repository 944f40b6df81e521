import { defaultRenderLimits, type RenderLimits } from '../../render-wasm/limits.ts';
import { parseDuration } from '../config/duration.ts';
import { nearest } from '../config/nearest.ts';
import { PlumblineError } from '../errors/error.ts';
import { defaultFetchLimits, type FetchLimits } from './remote/fetch-limits.ts';

interface Limit {
  key: keyof RenderLimits | keyof FetchLimits;
  what: 'duration' | 'megabytes' | 'bytes' | 'count';
  /** Of fetching; default: of rendering and validating. */
  ofFetching?: true;
}

/** The limits of rendering, validating and fetching, by the names in which people give them. */
const limits: Readonly<Record<string, Limit>> = {
  time: { key: 'timeoutMs', what: 'duration' },
  memory: { key: 'memoryMb', what: 'megabytes' },
  stack: { key: 'stackMb', what: 'megabytes' },
  files: { key: 'files', what: 'count' },
  file: { key: 'fileBytes', what: 'bytes' },
  input: { key: 'inputBytes', what: 'bytes' },
  output: { key: 'outputBytes', what: 'bytes' },
  documents: { key: 'documents', what: 'count' },
  'fetch-time': { key: 'requestMs', what: 'duration', ofFetching: true },
  fetch: { key: 'artifactBytes', what: 'bytes', ofFetching: true },
  clone: { key: 'cloneBytes', what: 'bytes', ofFetching: true },
};

const units: Record<string, number> = { '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/**
 * Limits as `time=60s` or `memory=1Gi`: given by whoever runs Plumbline, never by the repository that is rendered.
 * @throws BAD_USAGE
 */
export function parseLimits(texts: readonly string[]): {
  render: Partial<RenderLimits>;
  fetch: Partial<FetchLimits>;
} {
  const all = texts.map(parseOne);
  const of = (isFetching: boolean): Record<string, number> =>
    Object.fromEntries(
      all
        .filter(([{ ofFetching = false }]) => ofFetching === isFetching)
        .map(([{ key }, value]) => [key, value]),
    );
  return { render: of(false), fetch: of(true) };
}

function parseOne(text: string): [Limit, number] {
  const [name = '', value = ''] = text.split('=', 2);
  const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
  if (limit === undefined) {
    const near = nearest(name, Object.keys(limits));
    const remedy =
      near === undefined ? `Limits are ${Object.keys(limits).join(', ')}.` : `Did you mean ${near}?`;
    throw new PlumblineError('BAD_USAGE', `there is no limit ${JSON.stringify(name.slice(0, 60))}`, {
      remedy,
    });
  }
  const number = amountOf(limit.what, value);
  if (number !== undefined && number > 0) return [limit, number];
  const form = { duration: '60s', megabytes: '1Gi', bytes: '20Mi', count: '5000' }[limit.what];
  throw new PlumblineError('BAD_USAGE', `the limit ${name} cannot be ${JSON.stringify(value.slice(0, 60))}`, {
    remedy: `Write it as in ${name}=${form}.`,
  });
}

function amountOf(what: Limit['what'], text: string): number | undefined {
  if (what === 'duration') return parseDuration(text);
  const [, digits, unit = ''] = /^(\d{1,12})(Ki|Mi|Gi)?$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (what === 'count') return unit === '' ? Number(digits) : undefined;
  const bytes = Number(digits) * (units[unit] ?? 1);
  return what === 'bytes' ? bytes : Math.ceil(bytes / 2 ** 20);
}

const defaults = { ...defaultRenderLimits, ...defaultFetchLimits };

/** For help and documentation: each with its default. */
export const renderLimitNames = (): string =>
  Object.entries(limits)
    .map(([name, { key, what }]) => `${name}=${shown(what, defaults[key])}`)
    .join(' ');

function shown(what: Limit['what'], value: number): string {
  if (what === 'duration') return `${value / 1000}s`;
  if (what === 'count') return String(value);
  return `${what === 'bytes' ? value / 2 ** 20 : value}Mi`;
}
