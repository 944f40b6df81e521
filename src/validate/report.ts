import { PlumblineError } from '../errors/error.ts';
import { displayId } from '../manifests/identity.ts';
import type { Texts } from '../manifests/position.ts';
import { safeExcerpt } from '../manifests/read-text.ts';
import type { Manifest } from '../manifests/types.ts';
import type { Keys } from '../manifests/walk.ts';
import type { Finding } from '../plan/types.ts';

/** One thing that is wrong with, or odd about, a manifest. */
export interface Complaint {
  severity: 'error' | 'warning' | 'info';
  code: string;
  path: Keys;
  /** Whether the key itself is meant; default: its value. */
  what?: 'key' | 'value';
  message: string;
  remedy: string;
}

/** A field path as people read it, without knowing the keys of lists. */
export function pathText(path: Keys): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\w$-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

export function asError(complaint: Complaint, { id, source }: Manifest, texts: Texts): PlumblineError {
  const { place, at } = texts.place(source, complaint.path, complaint.what);
  const text = source === undefined ? undefined : texts.of(source.file);
  return new PlumblineError('MANIFEST_INVALID', complaint.message, {
    object: displayId(id),
    ...(place !== undefined && { place }),
    ...(text !== undefined && at !== undefined && safeExcerpt(text, at)),
    remedy: complaint.remedy,
  });
}

export function asFinding(complaint: Complaint, { id, source }: Manifest, texts: Texts): Finding {
  const { severity, code, message, remedy, path, what } = complaint;
  const { place } = texts.place(source, path, what);
  return { severity, code, message, object: displayId(id), ...(place !== undefined && { place }), remedy };
}

/** In the order of the files; of several at one place the first, for they tell of the same mistake. */
export function byPlace(errors: readonly PlumblineError[]): PlumblineError[] {
  const seen = new Set<string>();
  return errors
    .filter(({ place }) => {
      if (place?.column === undefined) return true;
      const key = `${place.file}:${place.line}:${place.column}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort(
      ({ place: a }, { place: b }) =>
        (a?.file ?? '').localeCompare(b?.file ?? '', 'en') ||
        (a?.line ?? 0) - (b?.line ?? 0) ||
        (a?.column ?? 0) - (b?.column ?? 0),
    );
}
