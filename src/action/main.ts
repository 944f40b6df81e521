import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { runIdentity } from '../cli/run-identity.ts';
import { Session } from '../cli/session.ts';
import { abortOnSignal } from '../cli/signals.ts';
import { type PlumblineError, toPlumblineError } from '../errors/error.ts';
import { GitHub } from '../github/client.ts';
import { errorMarkdown } from '../report/markdown/error.ts';
import { summaryLimit } from '../report/markdown/options.ts';
import { errorText } from '../report/terminal/error.ts';
import { ProgressPrinter } from '../report/terminal/progress.ts';
import { apply } from './apply.ts';
import { StickyComment } from './comment.ts';
import { drift } from './drift.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { isProposal, type Task, taskOf } from './events.ts';
import type { Inputs } from './inputs.ts';
import { type Job, markdownOptions } from './job.ts';
import { plan } from './plan.ts';
import { annotate, withoutCommands } from './print.ts';
import { errorAnnotations, type Result } from './result.ts';
import { validate } from './validate.ts';

const modes: Record<Task['mode'], (job: Job) => Promise<Result>> = { validate, plan, apply, drift };

/**
 * Runs the Action: what the event asks for, shown in the log, the step's summary, beside the files and in the
 * comment of the pull request. @returns the exit code
 * @throws BAD_USAGE, EVENT_REFUSED and whatever the configuration is refused for
 */
export async function run(inputs: Inputs, env: NodeJS.ProcessEnv): Promise<number> {
  const environment = await readEnvironment(env);
  const task = taskOf(inputs.mode, environment.event);
  const stop = abortOnSignal();
  // What is to be said is collected while the runner takes no commands.
  const warnings: string[] = [];
  const warn = (message: string): number => warnings.push(message);
  const comment = commentOf(inputs, environment, task, warn);
  const kubeconfig = await kubeconfigFile(inputs.kubeconfig, environment.tempFolder);
  try {
    const result = await withoutCommands(async () => {
      const done = await perform({
        inputs,
        environment,
        task,
        comment,
        kubeconfig: kubeconfig?.file,
        warn,
        env,
        signal: stop.signal,
      });
      process.stdout.write(`${done.text}\n`);
      return done;
    });
    for (const [pull, body] of result.comments) await comment.sticky?.put(pull, body);
    await show(result, env);
    return stop.exitCode() ?? result.exitCode;
  } finally {
    for (const message of warnings) core.warning(message);
    await kubeconfig?.remove();
  }
}

interface Comments {
  github?: GitHub;
  sticky?: StickyComment;
}

interface Begun {
  inputs: Inputs;
  environment: Environment;
  task: Task;
  comment: Comments;
  kubeconfig: string | undefined;
  warn(message: string): void;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

async function perform(begun: Begun): Promise<Result> {
  const { inputs, environment, task, comment, kubeconfig, env } = begun;
  const { config, context } = inputs;
  const printer = new ProgressPrinter({
    write: (text) => process.stdout.write(text),
    isTTY: false,
    colour: false,
    verbose: true,
  });
  let session: Session | undefined;
  try {
    session = await Session.open(
      {
        allowExec: [],
        output: 'text',
        limit: inputs.limits,
        color: false,
        verbose: false,
        ...(config !== undefined && { config }),
        ...(kubeconfig !== undefined && { kubeconfig }),
        ...(context !== undefined && { context }),
      },
      {
        run: runIdentity(env),
        warn: begun.warn,
        // Until the base has been asked: nothing beyond anonymous requests to public addresses.
        ...(isProposal(task) && { remotes: [] }),
        ...(inputs['age-key'] !== undefined && { ageKeys: inputs['age-key'] }),
      },
    );
    const job: Job = {
      inputs,
      environment,
      task,
      session,
      ...(comment.github !== undefined && { github: comment.github }),
      ...(comment.sticky !== undefined && { comment: comment.sticky }),
      progress: (event) => printer.handle(event),
      warn: begun.warn,
      signal: begun.signal,
    };
    return await modes[task.mode](job);
  } catch (thrown) {
    return failedResult(toPlumblineError(thrown), begun);
  } finally {
    printer.close();
    await session?.close();
  }
}

/** A mode that ended in an error before it had a result. */
function failedResult(error: PlumblineError, { inputs, environment, task }: Begun): Result {
  const options = markdownOptions({ inputs, environment, task });
  const pull = task.mode === 'plan' ? task.pull?.number : undefined;
  return {
    exitCode: error.exitCode,
    text: [error, ...error.others].map((one) => errorText(one, { colour: false })).join('\n'),
    summary: errorMarkdown(error, { ...options, marker: false, limit: summaryLimit }),
    annotations: errorAnnotations(error),
    outputs: {},
    comments: new Map(pull === undefined ? [] : [[pull, errorMarkdown(error, options)]]),
  };
}

async function show({ outputs, annotations, summary }: Result, env: NodeJS.ProcessEnv): Promise<void> {
  annotate(annotations);
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  if ((env.GITHUB_STEP_SUMMARY ?? '') !== '') await core.summary.addRaw(`${summary}\n`).write();
}

function commentOf(
  inputs: Inputs,
  { apiUrl, event }: Environment,
  task: Task,
  warn: (message: string) => void,
): Comments {
  const token = inputs['github-token'];
  if (token === '') return {};
  const github = new GitHub({ token, repository: event.repository, apiUrl });
  // The token of a fork's pull request may not write.
  if (!inputs.comment || task.pull?.isFork === true) return { github };
  return { github, sticky: new StickyComment(github, inputs['comment-label'], warn) };
}

/** The input is a path, or the text itself: then it is kept in a file of its own until the end. */
async function kubeconfigFile(
  given: string | undefined,
  tempFolder: string,
): Promise<{ file: string; remove(): Promise<void> } | undefined> {
  if (given === undefined) return undefined;
  if (!/^\s*\{|\n/.test(given)) return { file: given, remove: () => Promise.resolve() };
  const folder = await mkdtemp(join(tempFolder, 'plumbline-'));
  const file = join(folder, 'kubeconfig');
  await writeFile(file, given, { mode: 0o600 });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
