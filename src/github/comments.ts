import { type PlumblineError, toPlumblineError } from '../errors/error.ts';
import type { GitHub } from './client.ts';
import { failureOf } from './errors.ts';

export interface Comment {
  id: number;
  body: string;
  url: string;
  author: { login: string; isBot: boolean };
}

const permission = 'pull-requests: write';

/**
 * Finds our own comment on a pull request: text proves nothing, for anybody can write it, so the author
 * counts too.
 * @param isOurs whether a body is the comment looked for
 */
export async function findComment(
  github: GitHub,
  pull: number,
  isOurs: (body: string) => boolean,
): Promise<Comment | undefined> {
  const candidates = (await listComments(github, pull)).filter(({ body }) => isOurs(body));
  if (candidates.length === 0) return undefined;
  const login = await ownLogin(github);
  return candidates.find(({ author }) => (login === undefined ? author.isBot : author.login === login));
}

/** Writes the comment: the one that is there, or a new one; at most one is ever made. */
export async function putComment(
  github: GitHub,
  pull: number,
  body: string,
  isOurs: (body: string) => boolean,
): Promise<Comment> {
  const there = await findComment(github, pull, isOurs);
  if (there !== undefined) return update(github, there, body);
  try {
    return await create(github, pull, body);
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (!mayHaveBeenMade(error)) throw error;
    // The answer was lost, not necessarily the request: look before it is sent again.
    const made = await findComment(github, pull, isOurs);
    return made === undefined ? await create(github, pull, body) : await update(github, made, body);
  }
}

async function create(github: GitHub, pull: number, body: string): Promise<Comment> {
  const what = `write a comment on #${pull}`;
  const path = `/issues/${pull}/comments`;
  return commentOf(await github.send({ method: 'POST', path, body: { body }, what, permission }));
}

async function update(github: GitHub, comment: Comment, body: string): Promise<Comment> {
  if (comment.body === body) return comment;
  const what = `change the comment ${comment.url}`;
  const path = `/issues/comments/${comment.id}`;
  return commentOf(await github.send({ method: 'PATCH', path, body: { body }, what, permission }));
}

async function listComments(github: GitHub, pull: number): Promise<Comment[]> {
  const what = `list the comments of #${pull}`;
  const path = `/issues/${pull}/comments`;
  return (await github.list({ path, what, permission: 'pull-requests: read' })).map(commentOf);
}

/** Whose token it is: a user's login; undefined for an app's, the workflow's own among them, which may not ask. */
async function ownLogin(github: GitHub): Promise<string | undefined> {
  try {
    const user = await github.send({
      method: 'GET',
      path: '/user',
      absolute: true,
      what: 'ask whose token it is',
      permission: 'metadata: read',
    });
    const { login } = user as { login?: unknown };
    return typeof login === 'string' ? login : undefined;
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (failureOf(error.cause).status === 403) return undefined;
    throw error;
  }
}

function mayHaveBeenMade({ cause }: PlumblineError): boolean {
  const { status } = failureOf(cause);
  return status === undefined || status >= 500;
}

function commentOf(value: unknown): Comment {
  const { id, body, html_url, user } = value as {
    id: number;
    body?: string | null;
    html_url?: string;
    user?: { login?: string; type?: string } | null;
  };
  return {
    id,
    body: body ?? '',
    url: html_url ?? '',
    author: { login: user?.login ?? '', isBot: user?.type === 'Bot' },
  };
}
