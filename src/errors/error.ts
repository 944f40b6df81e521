import { type ErrorCode, exitCodeOf } from './codes.ts';

/** A place in a source file; line and column count from 1. */
export interface Place {
  file: string;
  line?: number;
  column?: number;
}

export interface ErrorDetails {
  /** The object concerned, as people read it: `Deployment shop/web`. */
  object?: string;
  place?: Place;
  /** Source lines around the place, caret included. Never of a Secret. */
  excerpt?: string;
  /** What to do about it, one sentence. */
  remedy?: string;
  cause?: unknown;
  /** Further errors of the same operation: several invalid manifests, several refused objects. */
  others?: PlumblineError[];
}

/** The one error type of Plumbline: what went wrong, with what, where, and the remedy. */
export class PlumblineError extends Error {
  override readonly name = 'PlumblineError';
  readonly code: ErrorCode;
  readonly object: string | undefined;
  readonly place: Place | undefined;
  readonly excerpt: string | undefined;
  readonly remedy: string | undefined;
  readonly others: PlumblineError[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.object = details.object;
    this.place = details.place;
    this.excerpt = details.excerpt;
    this.remedy = details.remedy;
    this.others = details.others ?? [];
  }

  get exitCode(): number {
    return exitCodeOf[this.code];
  }

  /** The same error told with more: an object's name, its place, further errors. */
  with(details: ErrorDetails): PlumblineError {
    const { object, place, excerpt, remedy, others, cause } = this;
    return new PlumblineError(this.code, this.message, {
      ...(object !== undefined && { object }),
      ...(place !== undefined && { place }),
      ...(excerpt !== undefined && { excerpt }),
      ...(remedy !== undefined && { remedy }),
      others,
      cause,
      ...details,
    });
  }
}

/** What JSON output says of an error: everything but causes, which may hold what must not be shown. */
export interface ErrorView {
  code: ErrorCode;
  message: string;
  object?: string;
  place?: Place;
  excerpt?: string;
  remedy?: string;
}

export function errorView(error: PlumblineError): ErrorView {
  return {
    code: error.code,
    message: error.message,
    ...(error.object !== undefined && { object: error.object }),
    ...(error.place !== undefined && { place: error.place }),
    ...(error.excerpt !== undefined && { excerpt: error.excerpt }),
    ...(error.remedy !== undefined && { remedy: error.remedy }),
  };
}

/** Any thrown value as a PlumblineError; what is not one already is a fault of ours: `INTERNAL`. */
export function toPlumblineError(thrown: unknown): PlumblineError {
  if (thrown instanceof PlumblineError) return thrown;
  // In jest's ESM realm `instanceof Error` is false for errors made by Node's core.
  const message = Error.isError(thrown) ? thrown.message : String(thrown);
  return new PlumblineError('INTERNAL', message, {
    cause: thrown,
    remedy: 'This is a fault of Plumbline: please report it with the output of the same command and -v.',
  });
}
