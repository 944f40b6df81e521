import type { TargetValidation } from '../../validate/types.ts';
import type { ValidationReport } from '../types.ts';
import type { TextOptions } from './layout.ts';
/** Every mistake and finding, and the verdict on each target, for the terminal. Ends in a line break. */
export declare function validationText(report: ValidationReport, { colour }: Pick<TextOptions, 'colour'>): string;
/** `12 objects valid, 1 warning`; `invalid: 2 errors`. */
export declare function verdictText({ objects, errors, findings }: TargetValidation): string;
