import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GitHubApiOptions {
  /** `owner/name`. */
  repository: string;
  /** The only token that is let in. */
  token: string;
  /** Whose token it is; without a login it is an app's, which may not ask who it is. Default: the workflow's own. */
  login?: string;
  /** Answers 403 to every write, as for the token of a fork. */
  readOnly?: boolean;
  /** Whether `newer` contains `older`, for comparing commits; undefined: one is not known. */
  contains?(older: string, newer: string): boolean | undefined;
}

export interface StoredComment {
  id: number;
  pull: number;
  body: string;
  author: { login: string; type: 'Bot' | 'User' };
}

export interface GitHubApi {
  url: string;
  comments(pull?: number): StoredComment[];
  /** Somebody else comments. */
  addComment(pull: number, body: string, login: string): void;
  /** Makes a commit one that a pull request brought. */
  addPull(pull: { number: number; commit: string; base?: string; merged?: boolean }): void;
  /** `POST /repos/acme/shop/issues/7/comments`, in order. */
  requests: string[];
  /**
   * Fails the next request whose method and path match: with this status and these headers, or without an
   * answer; with `after`, having carried it out.
   */
  failNext(match: RegExp, how: { status?: number; headers?: Record<string, string>; after?: boolean }): void;
  close(): Promise<void>;
}

const longestBody = 65_536;

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}
type Failure = { match: RegExp; status?: number; headers?: Record<string, string>; after?: boolean };

/** The part of GitHub's REST API that Plumbline uses, on loopback, over what the test tells it. */
export async function startGithubApi(options: GitHubApiOptions): Promise<GitHubApi> {
  const comments: StoredComment[] = [];
  const pulls: { number: number; commit: string; base: string; merged: boolean }[] = [];
  const requests: string[] = [];
  const failures: Failure[] = [];
  const self = options.login ?? 'github-actions[bot]';
  const author = { login: self, type: options.login === undefined ? ('Bot' as const) : ('User' as const) };
  let lastId = 1000;

  const view = ({ id, pull, body, author: { login, type } }: StoredComment): unknown => ({
    id,
    body,
    html_url: `https://github.com/${options.repository}/pull/${pull}#issuecomment-${id}`,
    user: { login, type },
  });
  const add = (pull: number, body: string, by: StoredComment['author']): StoredComment => {
    lastId += 1;
    const comment = { id: lastId, pull, body, author: by };
    comments.push(comment);
    return comment;
  };
  const page = (entries: unknown[], url: URL): Answer => {
    const size = Number(url.searchParams.get('per_page') ?? 30);
    const number = Number(url.searchParams.get('page') ?? 1);
    return { status: 200, body: entries.slice((number - 1) * size, number * size) };
  };

  const answer = (method: string, url: URL, body: unknown): Answer => {
    const path = url.pathname;
    if (path === '/user') {
      return options.login === undefined ? refused() : { status: 200, body: { login: self, type: 'User' } };
    }
    const prefix = `/repos/${options.repository}`;
    if (!path.startsWith(`${prefix}/`)) return notFound();
    const below = path.slice(prefix.length);
    const text = (body as { body?: unknown } | undefined)?.body;
    if (method !== 'GET' && options.readOnly === true) return refused('issues=write; pull_requests=write');
    if (method !== 'GET' && (typeof text !== 'string' || text.length === 0 || text.length > longestBody)) {
      return {
        status: 422,
        body: { message: `Validation Failed: body is too long (maximum is ${longestBody} characters)` },
      };
    }
    const list = /^\/issues\/(\d+)\/comments$/.exec(below);
    if (list !== null && method === 'GET') {
      return page(comments.filter(({ pull }) => pull === Number(list[1])).map(view), url);
    }
    if (list !== null && method === 'POST') {
      return { status: 201, body: view(add(Number(list[1]), String(text), author)) };
    }
    const one = /^\/issues\/comments\/(\d+)$/.exec(below);
    if (one !== null && method === 'PATCH') {
      const comment = comments.find(({ id }) => id === Number(one[1]));
      if (comment === undefined) return notFound();
      comment.body = String(text);
      return { status: 200, body: view(comment) };
    }
    const commit = /^\/commits\/([0-9a-f]+)\/pulls$/.exec(below);
    if (commit !== null && method === 'GET') {
      const found = pulls.filter((pull) => pull.commit === commit[1]);
      const merged_at = '2026-11-01T12:00:00Z';
      const entries = found.map(({ number, base, merged }) => ({
        number,
        base: { ref: base },
        merged_at: merged ? merged_at : null,
      }));
      return page(entries, url);
    }
    const compared = /^\/compare\/([0-9a-f]+)\.\.\.([0-9a-f]+)$/.exec(decodeURIComponent(below));
    if (compared !== null && method === 'GET') {
      const contained = options.contains?.(compared[1] ?? '', compared[2] ?? '');
      if (contained === undefined) return notFound();
      return { status: 200, body: { status: contained ? 'ahead' : 'diverged' } };
    }
    return notFound();
  };

  const server = createServer((request, response) => {
    void handle(request).then(({ status, body, headers }) => {
      if (status === 0) return response.destroy();
      return send(response, status, body, headers);
    });
  });
  const handle = async (request: IncomingMessage): Promise<Answer> => {
    const { method = 'GET', headers } = request;
    const body = await read(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const line = `${method} ${url.pathname}`;
    requests.push(line);
    const index = failures.findIndex(({ match }) => match.test(line));
    const [failure] = index < 0 ? [] : failures.splice(index, 1);
    if (failure?.after === true) answer(method, url, body);
    if (failure !== undefined) {
      return {
        status: failure.status ?? 0,
        body: { message: 'failed on purpose' },
        headers: failure.headers ?? {},
      };
    }
    if (headers['user-agent'] === undefined)
      return { status: 403, body: { message: 'User-Agent is missing' } };
    if (!(headers.authorization ?? '').endsWith(` ${options.token}`)) {
      return { status: 401, body: { message: 'Bad credentials' } };
    }
    return answer(method, url, body);
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments: (pull) => comments.filter((comment) => pull === undefined || comment.pull === pull),
    addComment: (pull, body, login) => void add(pull, body, { login, type: 'User' }),
    addPull: ({ number, commit, base = 'main', merged = true }) =>
      void pulls.push({ number, commit, base, merged }),
    requests,
    failNext: (match, how) => void failures.push({ match, ...how }),
    close: () => close(server),
  };
}

function refused(accepted?: string): Answer {
  const body = { message: 'Resource not accessible by integration' };
  return {
    status: 403,
    body,
    ...(accepted !== undefined && { headers: { 'x-accepted-github-permissions': accepted } }),
  };
}

const notFound = (): Answer => ({ status: 404, body: { message: 'Not Found' } });

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): ServerResponse {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  return response.end(JSON.stringify(body));
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
