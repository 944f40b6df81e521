import { createInterface } from 'node:readline/promises';
import type { Preview } from '../apply/preview.ts';
import { PlumblineError } from '../errors/error.ts';
import { planDocument } from '../plan/document.ts';
import { planText } from '../report/terminal/plan.ts';
import type { GlobalOptions, WriteOptions } from './options.ts';
import { textOptions } from './output.ts';

/** Whether a person can be shown a plan and asked about it. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Shows the plan and asks, where a person sits at the terminal and has not said --yes. @throws CANCELLED */
export async function confirmPlan(
  planned: Preview,
  options: GlobalOptions & Pick<WriteOptions, 'yes'>,
  question: string,
  stop: AbortSignal,
): Promise<boolean> {
  if (options.yes || !canAsk()) return true;
  const text = planText(planDocument([planned.plan]), textOptions(options, process.stderr));
  process.stderr.write(`\n${text}\n`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // While a line is read, Ctrl-C is a key.
  terminal.on('SIGINT', () => {
    process.stderr.write('\n');
    process.kill(process.pid, 'SIGINT');
  });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: stop });
    return /^y(es)?$/i.test(answer.trim());
  } catch (cause) {
    if (stop.aborted)
      throw new PlumblineError('CANCELLED', 'stopped by a signal: nothing was written', { cause });
    // Ctrl-D is no answer, and no answer is no.
    process.stderr.write('\n');
    return false;
  } finally {
    terminal.close();
  }
}
