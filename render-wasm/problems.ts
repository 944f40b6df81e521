import type { SandboxError, SandboxErrorCode } from '../wasm-sandbox/index.ts';

/** The closed set of what may be wrong with the files, or with what rendering them takes. */
export type ProblemCode =
  /** A file or folder that is named is not among the files. */
  | 'NOT_FOUND'
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
  | 'TIMEOUT'
  | 'MEMORY'
  | 'STACK'
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
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly problems: readonly [Problem, ...Problem[]];

  constructor(problems: readonly [Problem, ...Problem[]], options: { cause?: unknown } = {}) {
    super(problems.map(({ message }) => message).join('\n'), options);
    this.problems = problems;
  }
}

const limits: Partial<Record<SandboxErrorCode, { code: ProblemCode; remedy: string }>> = {
  TIMEOUT: { code: 'TIMEOUT', remedy: 'Look for a loop without an end, or raise the limit of time.' },
  MEMORY: {
    code: 'MEMORY',
    remedy: 'Look for a text that grows without an end, or raise the limit of memory.',
  },
  STACK: { code: 'STACK', remedy: 'Look for a template or a schema that refers to itself.' },
  REQUEST_TOO_LARGE: { code: 'TOO_LARGE', remedy: 'Move what is not rendered out of the folder.' },
  REPLY_TOO_LARGE: { code: 'TOO_LARGE', remedy: 'Split it into several targets.' },
};

/** What the sandbox says, as a problem of the folder that was rendered. */
export function problemOfSandbox(error: SandboxError, folder: string): RenderError {
  const known = limits[error.code];
  const problem: Problem = {
    code: known?.code ?? 'DEFECT',
    file: folder,
    message: `${folder} cannot be rendered: ${error.message}`,
    remedy: known?.remedy ?? 'Report it, with the files that show it.',
  };
  return new RenderError([problem], { cause: error });
}
