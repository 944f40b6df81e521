import type { AncestryOptions } from '../apply/ancestry.ts';
import type { Progress } from '../apply/types.ts';
import type { Session } from '../cli/session.ts';
import { toPlumblineError } from '../errors/error.ts';
import { isAncestor } from '../git/history.ts';
import type { GitHub } from '../github/client.ts';
import { contains } from '../github/commits.ts';
import type { MarkdownOptions } from '../report/markdown/options.ts';
import type { StickyComment } from './comment.ts';
import type { Environment } from './environment.ts';
import type { Task } from './events.ts';
import type { Inputs } from './inputs.ts';

/** Everything a mode works with. */
export interface Job {
  inputs: Inputs;
  environment: Environment;
  task: Task;
  session: Session;
  /** Absent without a token. */
  github?: GitHub;
  /** Absent where no comment is to be written: no token, a fork, `comment: false`. */
  comment?: StickyComment;
  progress: Progress;
  /** Told what did not work and is no reason to fail. */
  warn(message: string): void;
  signal: AbortSignal;
}

/** How results are shown on GitHub: with links to the run and the files. */
export function markdownOptions({
  inputs,
  environment,
  task,
}: Pick<Job, 'inputs' | 'environment' | 'task'>): MarkdownOptions & { now: Date } {
  const { serverUrl, runUrl, event } = environment;
  const head = task.pull?.head ?? event.sha;
  return {
    now: new Date(),
    head,
    label: inputs['comment-label'],
    links: { run: runUrl, files: `${serverUrl}/${event.repository}/blob/${head}` },
  };
}

/** Asks the local Git, then GitHub, then a deepening fetch. */
export function ancestry({ session, github, warn }: Job): AncestryOptions {
  const options = session.ancestry({ reapply: false });
  return {
    ...options,
    contains: async (older, newer) => {
      const { repository } = session;
      const local = repository === undefined ? 'unknown' : await isAncestor(repository.root, older, newer);
      if (local !== 'unknown' || github === undefined)
        return local === 'unknown' ? options.contains(older, newer) : local;
      try {
        const answer = await contains(github, older, newer);
        if (answer !== 'unknown') return answer;
      } catch (thrown) {
        const { message, remedy } = toPlumblineError(thrown);
        warn(`${message}. ${remedy ?? ''}`);
      }
      return options.contains(older, newer);
    },
  };
}
