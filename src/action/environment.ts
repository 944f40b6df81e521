import { readFile } from 'node:fs/promises';
import { PlumblineError } from '../errors/error.ts';
import { isObject, parseJson } from '../manifests/json.ts';
import type { Event } from './events.ts';

/** What the runner tells by its environment: https://docs.github.com/actions/reference/workflows-and-actions/variables */
export interface Environment {
  event: Event;
  apiUrl: string;
  serverUrl: string;
  runUrl: string;
  /** A folder that is emptied after the job. */
  tempFolder: string;
}

/** @throws BAD_USAGE outside of GitHub Actions */
export async function readEnvironment(env: NodeJS.ProcessEnv): Promise<Environment> {
  const need = (name: string): string => {
    const value = env[name];
    if (value !== undefined && value !== '') return value;
    throw new PlumblineError('BAD_USAGE', `${name} is not set: this runs in GitHub Actions`, {
      remedy: 'Elsewhere, use the command: plumbline plan.',
    });
  };
  const repository = need('GITHUB_REPOSITORY');
  const serverUrl = env.GITHUB_SERVER_URL || 'https://github.com';
  const payload = parseJson(await readFile(need('GITHUB_EVENT_PATH'), 'utf8'));
  return {
    event: {
      name: need('GITHUB_EVENT_NAME'),
      payload: isObject(payload) ? payload : {},
      repository,
      ref: env.GITHUB_REF ?? '',
      sha: need('GITHUB_SHA'),
    },
    apiUrl: env.GITHUB_API_URL || 'https://api.github.com',
    serverUrl,
    runUrl: `${serverUrl}/${repository}/actions/runs/${need('GITHUB_RUN_ID')}`,
    tempFolder: env.RUNNER_TEMP || '/tmp',
  };
}
