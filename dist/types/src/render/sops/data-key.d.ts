import type { Identities } from './identities.ts';
import type { Metadata } from './metadata.ts';
/** The key of a file's values, or as many parts of it as it needs. @throws SopsError */
export declare function dataKeyOf({ groups, threshold }: Metadata, identities: Identities): Promise<Buffer>;
