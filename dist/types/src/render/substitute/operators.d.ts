import type { Budget } from './budget.ts';
type Operator = (value: string, args: readonly string[], budget: Budget) => string;
/** What `${name}` with an operator makes of the value; '' is a variable that is not set. */
export declare const operators: Readonly<Record<string, Operator>>;
/** Operators that say themselves what a variable is that is not set. */
export declare const isDefault: (operator: string) => boolean;
export {};
