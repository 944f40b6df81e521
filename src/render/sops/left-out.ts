import { isObject } from '../../manifests/json.ts';
import type { Fill } from '../../manifests/read.ts';
import { labelOf } from '../../manifests/read-check.ts';
import type { Finding } from '../../plan/types.ts';
import { giveKey } from './sops-error.ts';
import { isStillEncrypted } from './still-encrypted.ts';

/** The code of the finding about a manifest that nobody could look at. */
export const notDecrypted = 'NOT_DECRYPTED';

/**
 * Leaves encrypted manifests out and says so, for those who look without an age key: whoever has forked a
 * repository has none, and is to be told of all the rest.
 */
export function leavingOut(fill: Fill | undefined): Fill {
  return (value, origin) => {
    if (!isStillEncrypted(value)) return fill?.(value, origin) ?? { value, errors: [] };
    const { file, line } = origin.source;
    const leftOut: Finding = {
      severity: 'warning',
      code: notDecrypted,
      message: 'it is encrypted, and no age key is given: nobody has looked at it',
      ...(isObject(value) && { object: labelOf(value) }),
      place: { file, line },
      remedy: giveKey,
    };
    return { value, errors: [], leftOut };
  };
}
