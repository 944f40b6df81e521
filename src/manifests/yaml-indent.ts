import type { Event } from 'js-yaml';

/** An error of the parser, and where. */
export interface Refusal {
  reason: string;
  position: number;
}

const shallow = 'deficient indentation';
const mostLines = 200;
const mostText = 20 * 1024 * 1024;

/**
 * Reads a text that the parser refuses because a line within brackets or quotes does not stand further in than
 * what is around it: `args: [` … `]`, with the last one at the very left. Go does not mind, and so many manifests
 * are written. The lines are moved in, and the events are told by their places in the text as it is.
 * @param parse gives events, or why there are none
 * @returns undefined where the text cannot be read in this way either
 */
export function readShallow(
  text: string,
  refusal: Refusal,
  parse: (text: string) => Event[] | Refusal,
): Event[] | undefined {
  const indentation = ' '.repeat(1 + deepest(text));
  const moved: number[] = [];
  let work = text;
  let now = refusal;
  for (let left = mostText - text.length; left > 0; left -= work.length) {
    if (now.reason !== shallow || moved.length >= mostLines) return undefined;
    const line = work.lastIndexOf('\n', now.position - 1) + 1;
    const place = line - moved.length * indentation.length;
    // Only what begins within the brackets or quotes may be moved: else it would be taken for their continuation.
    if (work.slice(line, now.position).trim() !== '') return undefined;
    // A line that is refused again will never do.
    if (place <= (moved.at(-1) ?? 0) || /^(?:---|\.\.\.)/.test(work.slice(line, line + 3))) return undefined;
    moved.push(place);
    work = work.slice(0, line) + indentation + work.slice(line);
    const read = parse(work);
    if (Array.isArray(read)) return read.map((event) => movedBack(event, moved, indentation.length));
    now = read;
  }
  return undefined;
}

/** Spaces before the line that stands furthest in. */
function deepest(text: string): number {
  let most = 0;
  for (const [spaces] of text.matchAll(/^ +/gm)) most = Math.max(most, spaces.length);
  return most;
}

const offsets = ['start', 'valueStart', 'valueEnd', 'anchorStart', 'anchorEnd', 'tagStart', 'tagEnd'];

function movedBack(event: Event, moved: readonly number[], by: number): Event {
  const back = Object.entries(event).map(([name, value]) => [
    name,
    offsets.includes(name) && value >= 0 ? original(value as number, moved, by) : value,
  ]);
  return Object.fromEntries(back) as Event;
}

/** The place in the text of a place in the one whose lines were moved. */
function original(offset: number, moved: readonly number[], by: number): number {
  let before = 0;
  while (before < moved.length && (moved[before] as number) + before * by < offset) before++;
  return offset - before * by;
}
