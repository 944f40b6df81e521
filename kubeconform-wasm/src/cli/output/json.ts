import type { Finding, OutputOptions } from './index.ts';
import { countsOf } from './summary.ts';

const statuses: Record<Finding['status'], string> = {
  valid: 'statusValid',
  invalid: 'statusInvalid',
  error: 'statusError',
  skipped: 'statusSkipped',
  empty: '',
  awaited: '',
};

export function jsonOutput(findings: readonly Finding[], { summary, verbose }: OutputOptions): string {
  const shown = findings.filter(({ status }) => verbose || status === 'invalid' || status === 'error');
  const report = { resources: shown.map(resource), ...(summary && { summary: countsOf(findings) }) };
  return `${escaped(JSON.stringify(report, null, 2))}\n`;
}

function resource(finding: Finding): Record<string, unknown> {
  const { file, kind, name, apiVersion, status, message = '', nativeErrors = [] } = finding;
  return {
    filename: file,
    kind,
    name,
    version: apiVersion,
    status: statuses[status],
    msg: message,
    ...(nativeErrors.length > 0 && {
      validationErrors: nativeErrors.map((one) => ({ path: one.path, msg: one.message })),
    }),
  };
}

/** Go writes these as escapes, so that JSON can stand in HTML and in JavaScript. */
const escaped = (json: string): string =>
  json.replaceAll(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
