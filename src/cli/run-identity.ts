import { userInfo } from 'node:os';
import { localHolder } from '../apply/locked.ts';

/** Where a run comes from, when a CI runs it. */
export interface RunIdentity {
  holder: string;
  actor?: string;
  runUrl?: string;
  repositoryId?: string;
  ref?: string;
}

/** Who runs this: a job of GitHub Actions, or a person's process. */
export function runIdentity(env: NodeJS.ProcessEnv): RunIdentity {
  const { GITHUB_RUN_ID: run, GITHUB_REPOSITORY: repository } = env;
  if (run === undefined || repository === undefined) {
    const actor = env.USER ?? userInfo().username;
    return { holder: localHolder(actor), actor };
  }
  const runUrl = `${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${repository}/actions/runs/${run}`;
  return {
    holder: `github/${repository}/runs/${run}`,
    runUrl,
    ...(env.GITHUB_ACTOR !== undefined && { actor: env.GITHUB_ACTOR }),
    ...(env.GITHUB_REPOSITORY_ID !== undefined && { repositoryId: env.GITHUB_REPOSITORY_ID }),
    ...(env.GITHUB_REF !== undefined && { ref: env.GITHUB_REF }),
  };
}
