import { PlumblineError } from '../errors/error.ts';
import { errorText } from '../report/terminal/error.ts';
import type { TextOptions } from '../report/terminal/layout.ts';
import { ProgressPrinter } from '../report/terminal/progress.ts';
import type { GlobalOptions } from './options.ts';

/**
 * Colour only on a terminal that knows any or with FORCE_COLOR, and not where NO_COLOR or --no-color asks for none
 * (no-color.org).
 */
export function colours(stream: NodeJS.WriteStream, options: Pick<GlobalOptions, 'color'>): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '' } = process.env;
  if (!options.color || NO_COLOR !== '') return false;
  return isScreen(stream) || !['', '0'].includes(FORCE_COLOR);
}

/** A terminal on which a line can be written over. */
const isScreen = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && process.env.TERM !== 'dumb';

export function printResult(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** For verbs without a report of their own. @throws BAD_USAGE */
export function onlyForms(options: GlobalOptions, verb: string, ...forms: GlobalOptions['output'][]): void {
  if (forms.includes(options.output)) return;
  throw new PlumblineError('BAD_USAGE', `${verb} gives no ${options.output}`, {
    remedy: `Leave -o out${forms.length > 1 ? `, or use -o ${forms.slice(1).join(' or ')}` : ''}.`,
  });
}

export function printError(error: PlumblineError, options: Pick<GlobalOptions, 'color' | 'verbose'>): void {
  const colour = colours(process.stderr, options);
  for (const one of [error, ...error.others]) process.stderr.write(`${errorText(one, { colour })}\n`);
  if (options.verbose && error.code === 'INTERNAL') process.stderr.write(`${error.stack ?? ''}\n`);
}

export function progressPrinter(options: GlobalOptions): ProgressPrinter {
  const { stderr } = process;
  return new ProgressPrinter({
    write: (text) => stderr.write(text),
    isTTY: isScreen(stderr),
    colour: colours(stderr, options),
    width: stderr.columns || 80,
    verbose: options.verbose,
  });
}

/** @param stream where the text goes, which decides on colours and width */
export function textOptions(
  options: GlobalOptions,
  stream: NodeJS.WriteStream = process.stdout,
): TextOptions {
  return {
    colour: colours(stream, options),
    // A terminal that was never told its width says 0.
    width: stream.columns || Number(process.env.COLUMNS) || 120,
    now: new Date(),
    verbose: options.verbose,
  };
}

/** Over several targets the worst counts: 2, 1, 3, 10, 0. */
export function worst(codes: readonly number[]): number {
  const severity = [130, 143, 2, 1, 3, 10, 0];
  return severity.find((code) => codes.includes(code)) ?? 0;
}
