import { PlumblineError } from '../errors/error.ts';
import { type Sensitive } from '../manifests/sensitive.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
/** The manifest, marked where it holds what was decrypted, or comes out of a file that was. */
export declare function marked(manifest: Manifest, sensitive: Sensitive): Manifest;
/** The manifest's object as it may be printed: what was decrypted is told by its size. */
export declare function shownObject({ object, sensitive: isMarked }: Manifest, sensitive?: Sensitive): KubeObject;
/** An error without what was decrypted: an excerpt in which a part of it may stand is left out. */
export declare function withoutDecrypted(error: PlumblineError, sensitive: Sensitive): PlumblineError;
