import type { Finding, OutputOptions } from './index.ts';

export interface Counts {
  valid: number;
  invalid: number;
  errors: number;
  skipped: number;
}

export function countsOf(findings: readonly Finding[]): Counts {
  const count = (status: Finding['status']): number => findings.filter((one) => one.status === status).length;
  return {
    valid: count('valid'),
    invalid: count('invalid'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

const many = (count: number, word: string): string => `${count} ${word}${count > 1 ? 's' : ''}`;

/** The last line, where it is wanted. Files without any object count, too. */
export function summaryOf(findings: readonly Finding[], { summary, isStream }: OutputOptions): string {
  if (!summary) return '';
  const { valid, invalid, errors, skipped } = countsOf(findings);
  const resources = many(valid + invalid + errors + skipped, 'resource');
  const files = many(new Set(findings.map(({ file }) => file)).size, 'file');
  const where = isStream ? 'parsing stdin' : `in ${files}`;
  return `Summary: ${resources} found ${where} - Valid: ${valid}, Invalid: ${invalid}, Errors: ${errors}, Skipped: ${skipped}\n`;
}
