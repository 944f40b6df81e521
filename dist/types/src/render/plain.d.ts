import type { ReadingSteps, Rendered } from './rendered.ts';
import type { FileSource } from './sources.ts';
/**
 * Reads manifests in the order of the file names.
 * @throws MANIFEST_INVALID for a chart or a kustomization further down; FILE_UNREADABLE, MANIFEST_TOO_LARGE
 */
export declare function renderPlain(source: FileSource, files: readonly string[], steps: ReadingSteps): Promise<Rendered>;
/** The pure step: contents to documents. */
export declare function readAll(contents: ReadonlyMap<string, Uint8Array>): Rendered;
