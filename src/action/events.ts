import { PlumblineError } from '../errors/error.ts';
import { field, isObject, stringField } from '../manifests/json.ts';
import type { JsonObject } from '../manifests/types.ts';
import type { Mode } from './inputs.ts';

/** What started the workflow: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows */
export interface Event {
  name: string;
  payload: JsonObject;
  /** `owner/name`. */
  repository: string;
  /** `refs/heads/main`. */
  ref: string;
  sha: string;
}

/** What to do for an event. */
export interface Task {
  mode: Exclude<Mode, 'auto'>;
  pull?: PullRequestEvent;
  /** Tip of the branch that a merge group or pull request goes into, as the event knew it. */
  base?: string;
  /** The commits that a push brought, newest last. */
  pushed?: { branch: string; commits: string[] };
}

export interface PullRequestEvent {
  number: number;
  /** The pull request's own newest commit, not that of the merge into its base. */
  head: string;
  /** Its manifests are somebody else's: no cluster is asked, and the token may not write. */
  isFork: boolean;
}

/** What the checkout holds is not merged: what it says of clusters, logins and addresses is not to be trusted. */
export const isProposal = ({ pull, base }: Task): boolean => pull !== undefined || base !== undefined;

/** Decides what an event asks for. @throws EVENT_REFUSED */
export function taskOf(mode: Mode, event: Event): Task {
  refuseUntrusted(event);
  const pull = pullOf(event);
  const base = baseOf(event);
  const known = { ...(pull !== undefined && { pull }), ...(base !== undefined && { base }) };
  if (mode === 'apply' && (pull !== undefined || event.name === 'merge_group')) {
    throw refused(
      `mode: apply on ${event.name} would apply what is not merged`,
      'Apply on push to the default branch; mode: auto does.',
    );
  }
  if (mode === 'drift' && pull !== undefined) {
    throw refused(
      `mode: drift on ${event.name} would ask the cluster that the pull request's own plumbline.yaml names`,
      'Look for drift on schedule; the plan of a pull request shows the drift that its merge would revert.',
    );
  }
  const chosen = mode === 'auto' ? modeOf(event) : mode;
  const pushed = chosen === 'apply' ? pushOf(event) : undefined;
  return { mode: chosen, ...known, ...(pushed !== undefined && { pushed }) };
}

function modeOf({ name, payload, ref }: Event): Task['mode'] {
  switch (name) {
    case 'pull_request':
    case 'merge_group':
      return 'plan';
    case 'schedule':
      return 'drift';
    case 'push': {
      const branch = stringField(payload, 'repository', 'default_branch');
      if (branch !== undefined && ref === `refs/heads/${branch}`) return 'apply';
      throw refused(
        `a push to ${ref} is not one to the default branch${branch === undefined ? '' : ` (${branch})`}`,
        `Let the workflow run on push to ${branch ?? 'the default branch'} only, or set the input mode.`,
      );
    }
    default:
      throw refused(
        `mode: auto does not know what to do on ${name}`,
        'Set the input mode: plan, apply or drift.',
      );
  }
}

function refuseUntrusted({ name, payload, repository }: Event): void {
  if (name === 'pull_request_target') {
    throw refused(
      'pull_request_target runs with the secrets of the repository on manifests that anybody may send',
      'Use on: pull_request; pull requests of forks are then planned without a cluster.',
    );
  }
  if (name !== 'workflow_run') return;
  const head = stringField(field(payload, 'workflow_run'), 'head_repository', 'full_name');
  if (head === repository) return;
  throw refused(
    `workflow_run after a run of ${head ?? 'an unknown repository'} runs with secrets on manifests that anybody may send`,
    'Use on: pull_request for the plan, and on: push for the apply.',
  );
}

/** Events about a review of a pull request bring its manifests as those about itself do. */
const isAboutPull = ({ name, payload }: Event): boolean =>
  name === 'pull_request' || isObject(field(payload, 'pull_request'));

function pullOf(event: Event): PullRequestEvent | undefined {
  if (!isAboutPull(event)) return undefined;
  const { payload, repository } = event;
  const number = field(payload, 'pull_request', 'number');
  const head = stringField(payload, 'pull_request', 'head', 'sha');
  if (typeof number !== 'number' || head === undefined) {
    throw refused('the event names no pull request', 'Run it from a workflow with on: pull_request.');
  }
  // The repository of a head is null once the fork is deleted.
  const isFork = stringField(payload, 'pull_request', 'head', 'repo', 'full_name') !== repository;
  return { number, head, isFork };
}

function baseOf(event: Event): string | undefined {
  const { name, payload } = event;
  if (isAboutPull(event)) return stringField(payload, 'pull_request', 'base', 'sha');
  return name === 'merge_group' ? stringField(payload, 'merge_group', 'base_sha') : undefined;
}

/** A push may bring more than one pull request; of a very large one only the newest commits are looked up. */
const mostCommits = 30;

function pushOf({ name, payload, ref, sha }: Event): Task['pushed'] {
  if (name !== 'push') return undefined;
  const listed = field(payload, 'commits');
  const ids = Array.isArray(listed) ? listed.flatMap((commit) => stringField(commit, 'id') ?? []) : [];
  const commits = [...new Set([...ids.filter((id) => id !== sha), sha])].slice(-mostCommits);
  return { branch: ref.replace(/^refs\/heads\//, ''), commits };
}

const refused = (message: string, remedy: string): PlumblineError =>
  new PlumblineError('EVENT_REFUSED', message, { remedy });
