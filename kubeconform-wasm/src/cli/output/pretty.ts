import type { Finding, OutputOptions } from './index.ts';
import { summaryOf } from './summary.ts';

const [red, green, yellow, reset] = ['\x1b[31m', '\x1b[32m', '\x1b[33m', '\x1b[0m'];

export function prettyOutput(findings: readonly Finding[], options: OutputOptions): string {
  return findings.map((one) => line(one, options)).join('') + summaryOf(findings, options);
}

function line({ file, status, kind, name, message = '' }: Finding, { verbose }: OutputOptions): string {
  switch (status) {
    case 'valid':
      return verbose ? `${green}✔${reset} ${file}: ${green}${kind} ${name} is valid${reset}\n` : '';
    case 'skipped': {
      const what = kind === '' ? '' : name === '' ? `${kind} ` : `${kind} ${name} `;
      return verbose ? `${yellow}-${reset} ${file}: ${yellow}${what}skipped${reset}\n` : '';
    }
    case 'invalid':
      return `${red}✖${reset} ${file}: ${red}${kind} ${name} is invalid: ${message}${reset}\n`;
    case 'error': {
      const what =
        kind !== '' && name !== '' ? `${kind} failed validation: ${name}` : `failed validation: ${name}`;
      return `${red}✖${reset} ${file}: ${red}${what} ${message}${reset}\n`;
    }
    case 'empty':
    case 'awaited':
      return '';
  }
}
