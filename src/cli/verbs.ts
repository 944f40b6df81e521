import { Command, Option } from 'commander';
import { apply } from './apply.ts';
import { drift } from './drift.ts';
import {
  addCommonFlags,
  allowDestroy,
  commit,
  detailedExitCode,
  duringPause,
  integer,
  lockTimeout,
  optionHelp,
  pauseLength,
  planHash,
  text,
  yes,
} from './flags.ts';
import { history } from './history.ts';
import { init } from './init.ts';
import { lock } from './lock.ts';
import type { GlobalOptions } from './options.ts';
import { pause, resume } from './pause.ts';
import { plan } from './plan.ts';
import { render } from './render.ts';
import { rollback } from './rollback.ts';
import { status } from './status.ts';
import { test } from './test.ts';
import { uninstall } from './uninstall.ts';
import { validate } from './validate.ts';

type Run<T extends GlobalOptions> = (targets: string[], options: T) => Promise<number>;
type Runner = <T extends GlobalOptions>(run: Run<T>) => (targets: string[], options: T) => Promise<void>;

export function addVerbs(root: Command, runs: Runner): void {
  const verb = (name: string, description: string, targets = '[target...]'): Verb =>
    new Verb(root, quiet(new Command(name)).description(description).argument(targets));
  verb('init', 'write a plumbline.yaml and a workflow from what the repository holds')
    .offline()
    .does(runs(init));
  verb('validate', 'render and validate, without a cluster')
    .offline()
    .gives('junit', 'sarif')
    .does(runs(validate));
  verb('render', 'print the desired objects as YAML').offline().does(runs(render));
  verb('lock', 'pin the charts and bases from elsewhere in plumbline.lock')
    .offline()
    .has(
      new Option('--check', 'write nothing; exit with 1 when the lock is not current').default(false),
      new Option('--upgrade', 'pin what is newest now, within what is asked for').default(false),
    )
    .does(runs(lock));
  verb('plan', 'show what applying would do to the cluster')
    .has(
      new Option('--base <revision>', 'compare Git against Git instead: no cluster is asked').argParser(text),
      detailedExitCode('are changes'),
    )
    .does(runs(plan));
  verb('apply', 'apply the desired objects')
    .has(
      allowDestroy(),
      new Option('--expect-plan <hash>', 'refuse if the plan is not this one').argParser(planHash),
      lockTimeout(),
      new Option('--dirty', 'apply uncommitted changes too').default(false),
      new Option('--reapply', 'apply again the commit that was rolled back from').default(false),
      new Option(
        '--accept-history <commit>',
        'the newest applied commit, which is no longer in the history, on purpose',
      ).argParser(commit),
      duringPause(),
      yes(),
    )
    .does(runs(apply));
  verb('test', "run the test hooks of the targets' charts").does(runs(test));
  verb('drift', 'find drift: what differs from the release')
    .has(
      new Option('--revert', 'pull it back to the release').default(false),
      detailedExitCode('is drift'),
      lockTimeout(),
      duringPause(),
    )
    .does(runs(drift));
  verb('status', 'show the releases').does(runs(status));
  verb('history', 'show the revisions of a release').does(runs(history));
  verb('rollback', 'apply the objects of an older revision', '<target...>')
    .has(
      new Option('--to <revision>', 'the revision (default: the one before the current)').argParser(integer),
      allowDestroy(),
      lockTimeout(),
      duringPause(),
      yes(),
    )
    .does(runs(rollback));
  verb('pause', "stop the guard's writes, and refuse applies, for a while", '<target...>')
    .has(
      new Option('--for <duration>', 'how long: 2h, 30m').argParser(pauseLength).makeOptionMandatory(),
      new Option('--reason <text>', 'why, for those who wonder').argParser(text).makeOptionMandatory(),
    )
    .does(runs(pause));
  verb('resume', 'end a pause', '<target...>').does(runs(resume));
  verb('uninstall', "delete a release's objects", '<target...>')
    .has(
      new Option('--orphan', 'leave the objects and forget them').default(false),
      allowDestroy(),
      lockTimeout(),
      duringPause(),
      yes(),
    )
    .does(runs(uninstall));
}

/** A verb under construction: its own options, then those of every verb. */
class Verb {
  readonly #root: Command;
  readonly #command: Command;
  #offline = false;
  #forms: GlobalOptions['output'][] = [];

  constructor(root: Command, command: Command) {
    this.#root = root;
    this.#command = command;
  }

  has(...options: Option[]): this {
    for (const option of options) this.#command.addOption(option);
    return this;
  }

  /** It asks no cluster: the help says nothing of credentials, which are taken all the same. */
  offline(): this {
    this.#offline = true;
    return this;
  }

  /** Forms of its result beside those of every verb. */
  gives(...forms: GlobalOptions['output'][]): this {
    this.#forms = forms;
    return this;
  }

  does(action: Parameters<Command['action']>[0]): void {
    addCommonFlags(this.#command, { offline: this.#offline, forms: this.#forms }).action(action);
    this.#root.addCommand(this.#command);
  }
}

/** Errors are thrown, and printed in one place. */
export function quiet(command: Command): Command {
  return command
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ optionDescription: optionHelp })
    .showHelpAfterError(false);
}
