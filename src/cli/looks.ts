import type { Target } from '../config/types.ts';
import { exitCodeOf } from '../errors/codes.ts';
import { type PlumblineError, toPlumblineError } from '../errors/error.ts';
import { gather } from '../errors/gather.ts';
import { errorMarkdown } from '../report/markdown/error.ts';
import type { GlobalOptions } from './options.ts';
import { printError, printResult, worst } from './output.ts';

/** What was seen of the targets, and what went wrong with others. */
export interface Looks<T> {
  seen: T[];
  errors: PlumblineError[];
}

/**
 * Looks at one target after the other. Of several, one that cannot be looked at hides nothing of the others.
 * @throws what went wrong where nothing is left to be seen
 */
export async function lookAtEach<T>(
  targets: readonly Target[],
  look: (target: Target) => Promise<T>,
): Promise<Looks<T>> {
  const seen: T[] = [];
  const errors: PlumblineError[] = [];
  for (const target of targets) {
    try {
      seen.push(await look(target));
    } catch (thrown) {
      const error = toPlumblineError(thrown);
      const about = error.object === undefined ? '' : `: ${error.object}`;
      errors.push(error.with({ object: `target ${target.name}${about}` }));
    }
  }
  const [first, ...others] = errors;
  if (first !== undefined && seen.length === 0) throw gather([first, ...others]);
  return { seen, errors };
}

/** Tells what went wrong, after the report of what was seen. @returns the worst exit code, this one's included */
export function endWith(exitCode: number, errors: readonly PlumblineError[], options: GlobalOptions): number {
  for (const error of errors) {
    printError(error, options);
    if (options.output === 'markdown')
      printResult(errorMarkdown(error, { now: new Date(), marker: false }, 'Plumbline failed'));
  }
  return worst([exitCode, ...errors.map(({ code }) => exitCodeOf[code])]);
}
