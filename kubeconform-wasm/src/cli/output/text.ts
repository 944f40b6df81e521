import type { Finding, OutputOptions } from './index.ts';
import { summaryOf } from './summary.ts';

export function textOutput(findings: readonly Finding[], options: OutputOptions): string {
  return findings.map((one) => line(one, options)).join('') + summaryOf(findings, options);
}

function line({ file, status, kind, name, message = '' }: Finding, { verbose }: OutputOptions): string {
  switch (status) {
    case 'valid':
      return verbose ? `${file} - ${kind} ${name} is valid\n` : '';
    case 'skipped':
      return verbose ? `${file} - ${name} ${kind} skipped\n` : '';
    case 'invalid':
      return `${file} - ${kind} ${name} is invalid: ${message}\n`;
    case 'error':
      return kind !== '' && name !== ''
        ? `${file} - ${kind} ${name} failed validation: ${message}\n`
        : `${file} - failed validation: ${message}\n`;
    case 'empty':
    case 'awaited':
      return '';
  }
}
