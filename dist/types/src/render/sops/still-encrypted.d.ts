import { PlumblineError } from '../../errors/error.ts';
import type { Json } from '../../manifests/types.ts';
import type { Rendered } from '../rendered.ts';
/** Encrypted itself, or made from what is. */
export declare const isStillEncrypted: (value: Json) => boolean;
/**
 * The same with the errors of files that could not be decrypted, where something was made from one: a folder may
 * hold those of other targets, whose keys are not here.
 */
export declare function withUnopened(rendered: Rendered, unopened: ReadonlyMap<string, PlumblineError>): Rendered;
