import { toPlumblineError } from '../errors/error.ts';
import type { GitHub } from './client.ts';
import { failureOf } from './errors.ts';

export interface PullRequest {
  number: number;
  isMerged: boolean;
  /** The branch it goes into: `main`. */
  base: string;
}

/** The pull requests that brought a commit. */
export async function pullRequestsOf(github: GitHub, commit: string): Promise<PullRequest[]> {
  const found = await github.list({
    path: `/commits/${encodeURIComponent(commit)}/pulls`,
    what: `list the pull requests of commit ${commit.slice(0, 7)}`,
    permission: 'pull-requests: read',
  });
  return found.map((value) => {
    const { number, merged_at, base } = value as {
      number: number;
      merged_at?: string | null;
      base?: { ref?: string };
    };
    return { number, isMerged: typeof merged_at === 'string', base: base?.ref ?? '' };
  });
}

/** Whether `newer` contains `older`; 'unknown' where GitHub does not know one of them. */
export async function contains(
  github: GitHub,
  older: string,
  newer: string,
): Promise<'yes' | 'no' | 'unknown'> {
  try {
    const compared = await github.send({
      method: 'GET',
      path: `/compare/${encodeURIComponent(older)}...${encodeURIComponent(newer)}`,
      query: { per_page: 1 },
      what: `compare ${older.slice(0, 7)} with ${newer.slice(0, 7)}`,
      permission: 'contents: read',
    });
    const { status } = compared as { status?: unknown };
    if (status === 'ahead' || status === 'identical') return 'yes';
    return status === 'behind' || status === 'diverged' ? 'no' : 'unknown';
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (failureOf(error.cause).status === 404) return 'unknown';
    throw error;
  }
}
