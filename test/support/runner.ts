import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface ActionRun {
  /** The program: `dist/main.cjs` as built, or `src/action/index.ts`. */
  program: string;
  /** GITHUB_WORKSPACE, and the working directory. */
  workspace: string;
  /** `owner/name`. */
  repository: string;
  event: string;
  payload: unknown;
  sha: string;
  ref: string;
  apiUrl: string;
  inputs: Record<string, string>;
  runId?: string;
  /** Further variables. */
  env?: Record<string, string>;
}

export interface RunnerCommand {
  command: string;
  properties: Record<string, string>;
  message: string;
}

export interface ActionResult {
  exitCode: number;
  /** Standard output and error, as they came. */
  log: string;
  outputs: Record<string, string>;
  summary: string;
  /** The workflow commands that the runner would have carried out. */
  commands: RunnerCommand[];
}

/** Runs a JavaScript action as GitHub's runner does: with its environment and nothing else, and its files. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-runner-'));
  const file = (name: string, content = ''): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  try {
    const [output, summary] = [file('output'), file('summary')];
    const inputs = Object.entries(run.inputs).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value,
    ]);
    const env: NodeJS.ProcessEnv = {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: folder,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: run.workspace,
      GITHUB_REPOSITORY: run.repository,
      GITHUB_REPOSITORY_ID: '4711',
      GITHUB_EVENT_NAME: run.event,
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(run.payload)),
      GITHUB_SHA: run.sha,
      GITHUB_REF: run.ref,
      GITHUB_ACTOR: 'ada',
      GITHUB_RUN_ID: run.runId ?? '42',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: run.apiUrl,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_ENV: file('env'),
      GITHUB_STATE: file('state'),
      RUNNER_TEMP: folder,
      ...Object.fromEntries(inputs),
      ...run.env,
    };
    const child = spawn(process.execPath, [run.program], {
      cwd: run.workspace,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [log, errors, exitCode] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code) => resolve(code ?? 128));
      }),
    ]);
    return {
      exitCode,
      log: log + errors,
      outputs: parseOutputs(readFileSync(output, 'utf8')),
      summary: readFileSync(summary, 'utf8'),
      commands: [...parseCommands(log), ...parseCommands(errors)],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** GITHUB_OUTPUT: `name=value`, or `name<<DELIMITER`, lines, `DELIMITER`. */
function parseOutputs(content: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = content.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const heredoc = /^([^=]+?)<<(.+)$/.exec(line);
    if (heredoc === null) {
      const [name = '', ...value] = line.split('=');
      if (value.length > 0) outputs[name] = value.join('=');
      continue;
    }
    const end = lines.indexOf(heredoc[2] ?? '', index + 1);
    outputs[heredoc[1] ?? ''] = lines.slice(index + 1, end).join('\n');
    index = end;
  }
  return outputs;
}

/** As actions/runner reads them: `::name::` after white space, `##[name]` anywhere, none while they are stopped. */
function parseCommands(log: string): RunnerCommand[] {
  const commands: RunnerCommand[] = [];
  let stoppedBy: string | undefined;
  for (const line of log.split(/\r?\n/)) {
    const found =
      /^\s*::(?<command>[\w-]+)(?: (?<properties>.*?))?::(?<message>.*)$/.exec(line) ??
      /##\[(?<command>[\w-]+)(?: (?<properties>[^\]]*))?\](?<message>.*)$/.exec(line);
    const { command = '', properties = '', message = '' } = found?.groups ?? {};
    if (stoppedBy !== undefined) {
      if (command === stoppedBy) stoppedBy = undefined;
      continue;
    }
    if (command === 'stop-commands') stoppedBy = message;
    else if (command !== '')
      commands.push({ command, message: decoded(message), properties: pairs(properties) });
  }
  return commands;
}

const pairs = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(',').flatMap((pair) => {
      const [name = '', ...value] = pair.split('=');
      return name === '' ? [] : [[name, decoded(value.join('='))]];
    }),
  );

const decoded = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
