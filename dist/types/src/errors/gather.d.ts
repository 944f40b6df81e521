import { PlumblineError } from './error.ts';
/** Several errors of one operation as one to throw: the first, with the rest as its `others`. */
export declare function gather(errors: readonly [PlumblineError, ...PlumblineError[]]): PlumblineError;
