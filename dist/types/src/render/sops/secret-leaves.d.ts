import type { Document, Leaf } from './leaves.ts';
/**
 * Whether a decrypted value is a secret. A file may be encrypted as a whole: that a Deployment is called one, and
 * that it pulls `IfNotPresent`, must not be taken out of every report.
 */
export declare function isSecretLeaf({ keys }: Pick<Leaf, 'keys'>, value: string, inManifest: boolean): boolean;
/** Whether a document is a manifest, or a list of some: other files hold what they hold in any field. */
export declare const isManifest: ({ fields }: Document) => boolean;
