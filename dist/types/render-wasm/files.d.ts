import type { RenderLimits } from './limits.ts';
import { RenderError } from './problems.ts';
/** The files that may be read, by their path with `/` from a common root. Nothing else exists for a rendering. */
export type FileSet = ReadonlyMap<string, Uint8Array>;
/** The files as they are sent: texts as they are, everything else in base64. */
export interface SentFiles {
    texts: Record<string, string>;
    binary: Record<string, string>;
}
/** @throws RenderError TOO_LARGE, OUTSIDE */
export declare function sentFiles(files: FileSet, limits: RenderLimits): SentFiles;
/** @throws RenderError OUTSIDE for a path that is not one of a file below the root */
export declare function checkPath(path: string): void;
export declare function tooLarge(message: string, file?: string): RenderError;
