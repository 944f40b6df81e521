import { PlumblineError } from '../errors/error.ts';
import { idOf } from '../manifests/identity.ts';
import { hidesValues, redactObject } from '../manifests/redact.ts';
import {
  holdsSecrets,
  mayShowSecrets,
  type Sensitive,
  scrubbed,
  withoutSecrets,
} from '../manifests/sensitive.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';

/** The manifest, marked where it holds what was decrypted, or comes out of a file that was. */
export function marked(manifest: Manifest, sensitive: Sensitive): Manifest {
  const { id, object, source } = manifest;
  // A Secret is one already.
  if (id.group === '' && id.kind === 'Secret') return manifest;
  const isDecrypted = source !== undefined && sensitive.files.has(source.file);
  return isDecrypted || holdsSecrets(object, sensitive) ? { ...manifest, sensitive: true } : manifest;
}

/** The manifest's object as it may be printed: what was decrypted is told by its size. */
export function shownObject({ object, sensitive: isMarked }: Manifest, sensitive?: Sensitive): KubeObject {
  if (sensitive === undefined) return object;
  const isSecret = isMarked === true || hidesValues(idOf(object)) || holdsSecrets(object, sensitive);
  return isSecret ? scrubbed(redactObject(object, true), sensitive) : object;
}

/** An error without what was decrypted: an excerpt in which a part of it may stand is left out. */
export function withoutDecrypted(error: PlumblineError, sensitive: Sensitive): PlumblineError {
  if (sensitive.values.size === 0) return error;
  const { code, object, place, excerpt, remedy, others } = error;
  return new PlumblineError(code, withoutSecrets(error.message, sensitive), {
    ...scrubbed(
      { ...(object !== undefined && { object }), ...(remedy !== undefined && { remedy }) },
      sensitive,
    ),
    ...(place !== undefined && { place }),
    ...(excerpt !== undefined && !mayShowSecrets(excerpt, sensitive) && { excerpt }),
    others: others.map((other) => withoutDecrypted(other, sensitive)),
  });
}
