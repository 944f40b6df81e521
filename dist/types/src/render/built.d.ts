import { PlumblineError } from '../errors/error.ts';
import { Texts } from '../manifests/position.ts';
import { type RawDocument } from '../manifests/read.ts';
import type { Finding } from '../plan/types.ts';
import type { Folder } from './folder.ts';
import type { ReadingSteps } from './rendered.ts';
import { type Origin } from './rendered-source.ts';
/** A text that kustomize or Helm printed, and where it comes from. */
export interface BuiltText {
    text: string;
    file: string;
    /** What its object is called there, where that is not what it is called now. */
    origin?: Origin;
}
/**
 * Reads what was rendered, and places each object where it comes from. A mistake in the text itself is shown in
 * what was rendered, for it need not be in any file.
 */
export declare class BuiltReader {
    #private;
    readonly findings: Finding[];
    readonly errors: PlumblineError[];
    /** @param isTemplate whether braces in a file are a template's actions; default: none is a template */
    constructor(files: Folder, { fill, shown }: ReadingSteps, isTemplate?: (file: string) => boolean);
    /** The texts of the files, for places; complete when all is read. */
    get texts(): Texts;
    read({ text, file, origin }: BuiltText): RawDocument[];
}
