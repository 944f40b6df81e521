import { basename } from 'node:path';
import type { RawResult } from '../../../../kubeconform-wasm/src/validator.ts';

/** What both say of an object, in a form in which the two can be compared. */
export interface Judged {
  status: string;
  kind: string;
  version: string;
  name: string;
  message: string;
  errors: string[];
}

interface NativeResource {
  filename: string;
  kind: string;
  name: string;
  version: string;
  status: string;
  msg: string;
  validationErrors?: { path: string; msg: string }[];
}

const statuses: Record<string, string> = {
  statusValid: 'valid',
  statusInvalid: 'invalid',
  statusError: 'error',
  statusSkipped: 'skipped',
  '': 'empty',
};

/** kubeconform's JSON, by the number that is the name of the file. */
export function nativeResults(json: string): Map<number, Judged[]> {
  const { resources } = JSON.parse(json) as { resources: NativeResource[] };
  const found = new Map<number, Judged[]>();
  for (const { filename, kind, name, version, status, msg, validationErrors = [] } of resources) {
    const index = Number(basename(filename, '.yaml'));
    const errors = validationErrors.map((one) => unordered(`${one.path} ${one.msg}`)).toSorted();
    const judged = {
      status: statuses[status] ?? status,
      kind,
      version,
      name,
      message: unordered(msg),
      errors,
    };
    found.set(index, sorted([...(found.get(index) ?? []), judged]));
  }
  return found;
}

export function comparable(results: readonly RawResult[]): Judged[] {
  return sorted(
    results.map(({ status, kind, apiVersion, name, message = '', nativeErrors = [] }) => ({
      status,
      kind,
      version: apiVersion,
      name,
      message: unordered(message),
      errors: nativeErrors.map((one) => unordered(`${one.path} ${one.message}`)).toSorted(),
    })),
  );
}

// kubeconform judges several objects at the same time.
const sorted = (judged: Judged[]): Judged[] =>
  judged.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Go goes through maps in another order each time; and the schemas lie elsewhere. */
export function unordered(message: string): string {
  const text = message
    .replace(/'(?:file|kubernetes):\/\/\/(?:[^']*\/)?([^'/]*#)'/, "'$1'")
    .replaceAll(/additional properties (.*?) not allowed/g, (_, names: string) =>
      ['additional properties', ...names.split(', ').toSorted(), 'not allowed'].join(' '),
    );
  const [head = '', ...causes] = text.split(/ +- at /);
  return [head, ...causes.toSorted()].join(' - at ');
}
