import type { Budget } from './budget.ts';
import { type Piece } from './template.ts';
/** What the variables stand for. A line break in a value is left out, as Flux does. */
export type Values = ReadonlyMap<string, string>;
export declare function valuesOf(substitute: Readonly<Record<string, string>>): Values;
/** Fills a template in. @throws TemplateError for a variable without a value and without a default; TooMuch */
export declare function evaluate(pieces: readonly Piece[], values: Values, budget: Budget): string;
