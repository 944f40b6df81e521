import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import { type Refusal, readShallow } from './yaml-indent.ts';

/** What one file may hold, and all of a target together; past it reading ends with a clear error, not with the process. */
export const limits = {
  /** UTF-16 code units of text. */
  text: 10 * 1024 * 1024,
  /** Bytes of all files of a target. */
  total: 50 * 1024 * 1024,
  documents: 10_000,
  /** Levels of nesting. The API server takes 10,000; the deepest CRDs in use have about 60. */
  depth: 200,
  /** Mistakes that are told of the files of a target; past them the rest is not looked at. */
  mistakes: 1000,
  /** Keys and values that aliases add to all files of a target. */
  copies: 200_000,
  /** UTF-16 code units of text that aliases add to all files of a target. */
  copiedText: 10 * 1024 * 1024,
} as const;

/** A text that is not the YAML we read, and where. */
export class YamlError extends Error {
  readonly offset: number;
  readonly tooLarge: boolean;

  constructor(message: string, offset: number, tooLarge = false) {
    super(message);
    this.offset = offset;
    this.tooLarge = tooLarge;
  }
}

/** A parser's complaint without the name of an alias, tag or key: it may be a password that was not quoted. */
export const withoutNames = (message: string): string => message.replace(/\s*[:"&!*<].*$/s, '');

/** The parser's events, with its errors as ours. */
export function eventsOf(text: string): Event[] {
  if (text.length > limits.text) throw new YamlError('the file is larger than 10 MB', 0, true);
  const read = parse(text);
  if (Array.isArray(read)) return read;
  const events = readShallow(text, read, parse);
  if (events !== undefined) return events;
  const tooDeep = read.reason.startsWith('nesting exceeded');
  const message = tooDeep ? `more than ${limits.depth} levels of nesting` : read.reason;
  throw new YamlError(message, read.position, tooDeep);
}

function parse(text: string): Event[] | Refusal {
  try {
    return parseEvents(text, { maxDepth: limits.depth });
  } catch (thrown) {
    if (!(thrown instanceof YAMLException)) throw thrown;
    return { reason: thrown.reason, position: thrown.mark?.position ?? 0 };
  }
}

/** Where an event's node begins, its tag and anchor left out unless there is nothing else. */
export function offsetOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) {
    return event.valueStart >= 0 ? event.valueStart : Math.max(event.tagStart, event.anchorStart, 0);
  }
  if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) return event.start;
  return event.type === EVENT_ID.ALIAS ? event.anchorStart - 1 : 0;
}
