import { type ErrorDetails, PlumblineError } from '../errors/error.ts';

/** What to do about a damaged record: without its Release the objects stay, and the next apply adopts them. */
const remedy =
  'Restore it from a backup; or delete the Release (kubectl delete releases.plumbline.dev), which leaves its objects, and apply again from Git.';

/** @param what names the part and what is wrong with it */
export function recordCorrupt(what: string, details: ErrorDetails = {}): PlumblineError {
  return new PlumblineError('RECORD_CORRUPT', `the release record is damaged: ${what}`, {
    remedy,
    ...details,
  });
}
