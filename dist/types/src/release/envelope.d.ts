import type { JsonObject } from '../manifests/types.ts';
export declare const payloadType = "application/vnd.plumbline.release+json";
/** The names of a revision's fields that its envelope's payload holds too. */
declare const signedFields: readonly ['revision', 'source', 'objects', 'policy', 'tombstones', 'resources', 'time', 'rollback', 'adopted'];
type SignedField = (typeof signedFields)[number];
export interface EnvelopeContext {
    name: string;
    namespace: string;
    uid: string;
    /** The envelope of the revision before: revisions form a chain. */
    supersedes: string | undefined;
}
/**
 * The DSSE envelope of a revision (github.com/secure-systems-lab/dsse), as JSON text; not signed yet. Its
 * payload holds all that a guard acts on.
 */
export declare function sealEnvelope(revision: JsonObject, context: EnvelopeContext): string;
/**
 * Checks that a revision's envelope belongs to this release, is whole, and says what the fields beside it say.
 * An entry of the history has no tombstones any more: `except` leaves them out.
 * @throws RECORD_CORRUPT
 */
export declare function verifyEnvelope(revision: JsonObject, release: {
    name: string;
    namespace: string;
    uid: string;
}, except?: readonly SignedField[]): void;
export {};
