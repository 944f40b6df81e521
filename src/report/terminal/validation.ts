import type { TargetValidation } from '../../validate/types.ts';
import { terminalText } from '../plain.ts';
import type { ValidationReport } from '../types.ts';
import { many } from '../words.ts';
import { problemLines } from './error.ts';
import type { TextOptions } from './layout.ts';
import { createStyle, type Style } from './style.ts';

/** Every mistake and finding, and the verdict on each target, for the terminal. Ends in a line break. */
export function validationText(report: ValidationReport, { colour }: Pick<TextOptions, 'colour'>): string {
  const style = createStyle(colour);
  const problems = report.targets.flatMap(({ errors, findings }) => [
    ...errors.flatMap((error) => problemLines('error', error, style)),
    ...findings.flatMap((finding) => problemLines(finding.severity, finding, style)),
  ]);
  const verdicts = report.targets.map((target) => verdictLine(target, style));
  return `${[...problems, ...(problems.length === 0 ? [] : ['']), ...verdicts].join('\n')}\n`;
}

function verdictLine(validation: TargetValidation, style: Style): string {
  const isValid = validation.errors.length === 0;
  const paint = isValid ? style.added : style.error;
  return `${style.bold(terminalText(validation.target))}: ${paint(verdictText(validation))}`;
}

/** `12 objects valid, 1 warning`; `invalid: 2 errors`. */
export function verdictText({ objects, errors, findings }: TargetValidation): string {
  const count = (severity: 'warning' | 'info', word: string): string[] => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return length === 0 ? [] : [many(length, word)];
  };
  const notes = [...count('warning', 'warning'), ...count('info', 'note')];
  const verdict =
    errors.length === 0 ? `${many(objects, 'object')} valid` : `invalid: ${many(errors.length, 'error')}`;
  return [verdict, ...notes].join(', ');
}
