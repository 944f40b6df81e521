import * as core from '@actions/core';
import { toPlumblineError } from '../errors/error.ts';
import { parseInputs } from './inputs.ts';
import { run } from './main.ts';
import { annotate } from './print.ts';
import { errorAnnotations } from './result.ts';

/** The Action's entry, and the only reader of its inputs. */
async function main(): Promise<void> {
  try {
    process.exitCode = await run(
      parseInputs((name) => core.getInput(name)),
      process.env,
    );
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    annotate(errorAnnotations(error));
    process.exitCode = error.exitCode;
  }
}

void main();
