import type { SandboxError } from '../wasm-sandbox/index.ts';
/** The closed set of what may be wrong with the files, or with what rendering them takes. */
export type ProblemCode = 
/** A file or folder that is named is not among the files. */
'NOT_FOUND'
/** A path that leads out of the files, or out of the folder that may be read from. */
 | 'OUTSIDE'
/** Something that would have to be fetched. */
 | 'REMOTE'
/** A program or a container that would have to be run. */
 | 'PLUGIN'
/** Kustomizations that include each other. */
 | 'CYCLE'
/** A file that is not what its name says. */
 | 'INVALID'
/** A dependency of a chart that is not in charts/. */
 | 'DEPENDENCY_MISSING'
/** The chart says that it is not for this version of Kubernetes. */
 | 'KUBERNETES_VERSION'
/** Values that cannot be read, or that the chart's schema refuses. */
 | 'VALUES'
/** A template that fails. */
 | 'TEMPLATE'
/** Anything else that kustomize or Helm says. */
 | 'FAILED'
/** Rendering was ended at a limit. */
 | 'TIMEOUT' | 'MEMORY' | 'STACK'
/** The files, or what they render to, are too many or too large. */
 | 'TOO_LARGE'
/** A defect of kustomize, of Helm or of this package, not of the files. */
 | 'DEFECT';
/** What is wrong and where; line and column count from 1. */
export interface Problem {
    code: ProblemCode;
    /** The path among the files; absent where it is about all of them. */
    file?: string;
    line?: number;
    column?: number;
    message: string;
    /** What to do about it, one sentence. */
    remedy?: string;
}
/** Nothing was rendered: every problem that was found, the first one first. */
export declare class RenderError extends Error {
    readonly name = "RenderError";
    readonly problems: readonly [Problem, ...Problem[]];
    constructor(problems: readonly [Problem, ...Problem[]], options?: {
        cause?: unknown;
    });
}
/** What the sandbox says, as a problem of the folder that was rendered. */
export declare function problemOfSandbox(error: SandboxError, folder: string): RenderError;
