/** What the comment knows of itself, hidden in its first line. */
export interface CommentHeader {
  v: 1;
  label: string;
  /** The plan's hash. */
  plan: string;
  /** The commit the plan was made for. */
  head: string;
  state: 'planned' | 'applying' | 'applied' | 'failed';
}

const start = '<!-- plumbline:comment ';

/** The first line of the comment. Nothing in it can end the HTML comment that it is. */
export function marker(header: CommentHeader): string {
  const json = JSON.stringify(header)
    .replaceAll('--', '-\\u002d')
    .replace(/[<>&\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `${start}${json} -->`;
}

/**
 * The header of a comment's body; undefined where its first line is none. Text proves no author: whoever
 * looks for the comment compares that too.
 */
export function readMarker(body: string): CommentHeader | undefined {
  const [line = ''] = body.split(/\r?\n/, 1);
  if (!line.startsWith(start) || !line.endsWith(' -->')) return undefined;
  try {
    const header = JSON.parse(line.slice(start.length, -4)) as Partial<CommentHeader>;
    return header.v === 1 && typeof header.label === 'string' ? (header as CommentHeader) : undefined;
  } catch {
    // A comment that somebody edited is no longer ours to know.
    return undefined;
  }
}
