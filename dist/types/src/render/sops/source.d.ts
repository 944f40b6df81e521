import { PlumblineError } from '../../errors/error.ts';
import { type Sensitive } from '../../manifests/sensitive.ts';
import type { FileSource } from '../sources.ts';
import type { Identities } from './identities.ts';
/**
 * The same files, those decrypted that SOPS has encrypted. What they hold is told to `sensitive`. Of a whole
 * folder those that cannot be decrypted stay as they are, and are told to `unopened`: who takes the folder need
 * not use them.
 * @throws DECRYPTION_FAILED, UNSUPPORTED where they are read by their names; every file is told, the first with
 * the rest as `others`
 */
export declare function decryptedSource(source: FileSource, identities: Identities, sensitive: Sensitive, unopened: Map<string, PlumblineError>): FileSource;
