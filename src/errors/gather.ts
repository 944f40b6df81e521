import { PlumblineError } from './error.ts';

/** Several errors of one operation as one to throw: the first, with the rest as its `others`. */
export function gather(errors: readonly [PlumblineError, ...PlumblineError[]]): PlumblineError {
  const [first, ...others] = errors;
  const { code, message, object, place, excerpt, remedy, cause } = first;
  return new PlumblineError(code, message, {
    ...(object !== undefined && { object }),
    ...(place !== undefined && { place }),
    ...(excerpt !== undefined && { excerpt }),
    ...(remedy !== undefined && { remedy }),
    ...(cause !== undefined && { cause }),
    others: [...first.others, ...others],
  });
}
