import type { PlumblineError } from '../errors/error.ts';
import type { Texts } from '../manifests/position.ts';
import type { Fill, RawDocument } from '../manifests/read.ts';
import type { Hook } from '../plan/hooks.ts';
import type { Finding } from '../plan/types.ts';
import type { Engine } from './engine.ts';
import type { Supply } from './remote/mount.ts';
/** An object that a chart has made at some point of an apply; its namespace is not defaulted yet. */
export interface RenderedHook extends Omit<Hook, 'manifest'> {
    document: RawDocument;
}
/** What is done to manifests when they are read. */
export interface ReadingSteps {
    fill?: Fill | undefined;
    /** Files that are shown otherwise than they are read: those that were decrypted, as they stand in Git. */
    shown: ReadonlyMap<string, string>;
}
/** What rendering is done with. */
export interface RenderTools {
    engine: Engine;
    /** Gives charts and bases from elsewhere. */
    supply: Supply;
    steps: ReadingSteps;
}
/** What rendering a path gives. */
export interface Rendered {
    documents: RawDocument[];
    hooks: RenderedHook[];
    /** Files read. */
    files: number;
    findings: Finding[];
    errors: PlumblineError[];
    texts: Texts;
}
