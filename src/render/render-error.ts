import { type Problem, type ProblemCode, RenderError } from '../../render-wasm/problems.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { type Place, PlumblineError } from '../errors/error.ts';
import type { Finding } from '../plan/types.ts';

const codes: Partial<Record<ProblemCode, ErrorCode>> = {
  TIMEOUT: 'LIMIT_TIME',
  MEMORY: 'LIMIT_MEMORY',
  STACK: 'LIMIT_DEPTH',
  TOO_LARGE: 'LIMIT_SIZE',
};

/** What kustomize, Helm or a limit of rendering says, each problem an error. @throws what is none of theirs */
export function renderErrors(thrown: unknown, path: string): PlumblineError[] {
  if (!(thrown instanceof RenderError)) throw thrown;
  return thrown.problems.map(
    (problem) =>
      new PlumblineError(codes[problem.code] ?? 'RENDER_FAILED', problem.message, {
        place: placeOf(problem, path),
        cause: thrown,
        remedy:
          problem.remedy ?? 'Correct it at this place; what it says is the message of kustomize or Helm.',
      }),
  );
}

export const renderFinding = (problem: Problem, path: string): Finding => ({
  severity: 'warning',
  code: 'RENDER_WARNING',
  message: problem.message,
  place: placeOf(problem, path),
  ...(problem.remedy !== undefined && { remedy: problem.remedy }),
});

function placeOf({ file = '', line, column }: Problem, path: string): Place {
  return {
    file: file || path,
    ...(line !== undefined && { line }),
    ...(line !== undefined && column !== undefined && { column }),
  };
}
