import { Command, CommanderError } from 'commander';
import { PlumblineError } from '../errors/error.ts';
import { addVerbs, quiet } from './verbs.ts';
import { version } from './version.ts';

const exitCodes = `
Exit codes: 0 done; 1 failed, or manifests invalid; 2 bad usage or
configuration; 3 refused (consent missing, stale commit, changed plan, paused,
lease held); 10 changes or drift, with --detailed-exitcode; 130 and 143 stopped
by a signal. The result goes to stdout, progress and errors to stderr.`;

/** Parses the command line and runs its verb. @returns the exit code */
export async function program(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const root = quiet(new Command('plumbline'))
    .description('GitOps from the pull request: preview, apply, and pull drift back.')
    .version(version)
    .addHelpText('after', exitCodes);
  addVerbs(root, (run) => async (targets, options) => {
    if (options.output === 'html') {
      throw new PlumblineError('UNSUPPORTED', 'HTML reports are not built yet', {
        remedy: 'Use -o markdown or -o json.',
      });
    }
    exitCode = await run(targets, options);
  });
  try {
    await root.parseAsync([...argv], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    // Help and version are results, not faults.
    if (thrown.exitCode === 0) return 0;
    if (thrown.code === 'commander.help') {
      process.stderr.write(root.helpInformation());
      return 2;
    }
    throw new PlumblineError('BAD_USAGE', thrown.message.replace(/^error: /, ''), {
      remedy: 'See plumbline --help, or plumbline <verb> --help.',
    });
  }
  return exitCode;
}
