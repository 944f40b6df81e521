import { toPlumblineError } from '../errors/error.ts';
import type { GitHub } from '../github/client.ts';
import { findComment, putComment } from '../github/comments.ts';
import { pullRequestsOf } from '../github/commits.ts';
import { type CommentHeader, readMarker } from '../report/markdown/marker.ts';
import type { Task } from './events.ts';

/** The comment of a job on its pull requests: one per pull request and label, from the plan to what became of it. */
export class StickyComment {
  readonly #github: GitHub;
  readonly #label: string;
  /** Told what went wrong: a comment is news, and never a reason to fail. */
  readonly #warn: (message: string) => void;

  constructor(github: GitHub, label: string, warn: (message: string) => void) {
    this.#github = github;
    this.#label = label;
    this.#warn = warn;
  }

  async put(pull: number, body: string): Promise<void> {
    await this.#try(() => putComment(this.#github, pull, body, (text) => this.#isOurs(text)));
  }

  /** What the comment says of itself: the plan that was previewed. */
  async header(pull: number): Promise<CommentHeader | undefined> {
    const comment = await findComment(this.#github, pull, (text) => this.#isOurs(text));
    return comment === undefined ? undefined : readMarker(comment.body);
  }

  /** The merged pull requests that a push brought, the last merged last. */
  async pullsOf({ branch, commits }: NonNullable<Task['pushed']>): Promise<number[]> {
    const numbers = new Set<number>();
    for (const commit of commits) {
      for (const { number, isMerged, base } of await pullRequestsOf(this.#github, commit)) {
        if (isMerged && base === branch) numbers.add(number);
      }
    }
    return [...numbers];
  }

  #isOurs(body: string): boolean {
    return readMarker(body)?.label === this.#label;
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const { message, remedy } = toPlumblineError(thrown);
      this.#warn(`The comment was not written: ${message}. ${remedy ?? ''}`);
    }
  }
}
