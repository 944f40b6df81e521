import { toPlumblineError } from '../errors/error.ts';
import { errorJson } from '../report/json.ts';
import { errorMarkdown } from '../report/markdown/error.ts';
import { keepHeapSmall } from './heap.ts';
import { printError, printResult } from './output.ts';
import { program } from './program.ts';
import { outliveOutput } from './streams.ts';

/** Runs one command line; the exit code is left in process.exitCode, so that output is never cut off. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    process.exitCode = await program(argv);
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    printError(error, {
      color: !argv.includes('--no-color'),
      verbose: argv.includes('-v') || argv.includes('--verbose'),
    });
    const form = formOf(argv);
    if (form === 'json') printResult(errorJson(error));
    if (form === 'markdown')
      printResult(errorMarkdown(error, { now: new Date(), marker: false }, 'Plumbline failed'));
    process.exitCode = error.exitCode;
  }
}

/** Whoever reads JSON or Markdown reads why there is no result, too; the line may be one that does not parse. */
function formOf(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '-o' || word === '--output');
  if (at >= 0) return argv[at + 1];
  return argv.map((word) => /^(?:-o|--output=)(.+)$/.exec(word)?.[1]).find((form) => form !== undefined);
}

keepHeapSmall();
outliveOutput();
void main(process.argv.slice(2));
