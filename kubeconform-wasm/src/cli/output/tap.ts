import type { Finding } from './index.ts';

export function tapOutput(findings: readonly Finding[]): string {
  const lines = findings.map((one, index) => line(one, index + 1));
  const head = findings.length > 0 ? ['TAP version 13'] : [];
  return `${[...head, ...lines, `1..${findings.length}`].join('\n')}\n`;
}

function line(finding: Finding, index: number): string {
  const { file, status, apiVersion, kind, namespace = '', name, message = '' } = finding;
  const object = `${apiVersion}/${kind}/${namespace}/${name}`;
  switch (status) {
    case 'valid':
      return `ok ${index} - ${file} (${object})`;
    case 'skipped':
      return `ok ${index} - ${file} (${object}) # skip`;
    case 'invalid':
      return `not ok ${index} - ${file} (${object}): ${message}`;
    case 'error':
      return `not ok ${index} - ${file}: ${message}`;
    case 'empty':
    case 'awaited':
      return `ok ${index} - ${file} (empty)`;
  }
}
