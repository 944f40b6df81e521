import type { Path } from '../manifests/path.ts';
import type { KubeObject, ManagedFieldsEntry } from '../manifests/types.ts';
import type { Author } from '../plan/types.ts';
/**
 * Who wrote a field last, as far as managedFields tells: whoever owns the path, something below it, or a leaf
 * above it. Where nobody does, it was removed, or applied under our own name: then the newest writer since
 * the release is a guess. A removal leaves no author, so often there is none.
 * @param options.since RFC 3339, when the release wrote the object; without it nothing is guessed
 */
export declare function blame(live: KubeObject, path: Path, options?: {
    since?: string;
}): Author | undefined;
/** The author that an entry of managedFields stands for. */
export declare function authorOf(entry: ManagedFieldsEntry): Author;
