import type { ProgressEvent } from '../../apply/types.ts';
import { clip, disarm, terminalText } from '../plain.ts';
import { done, many } from '../words.ts';
import { nameOf } from './plan.ts';
import { createStyle, type Style } from './style.ts';

/** One event as one line, for people. */
export function progressLine(event: ProgressEvent): string {
  const { target } = event;
  return target === undefined ? lineOf(event) : `${terminalText(target)}: ${lineOf(event)}`;
}

function lineOf(event: ProgressEvent): string {
  switch (event.type) {
    case 'phase':
      return terminalText(event.message);
    case 'stage':
      return `${terminalText(event.stage)}: ${many(event.objects, 'object')}`;
    case 'object': {
      const what = event.outcome === 'done' ? done[event.action] : 'failed';
      const why = event.message === undefined ? '' : `: ${terminalText(event.message)}`;
      return `${nameOf(event.id)} ${what}${why}`;
    }
    case 'waiting':
      return waitingLine(event);
    case 'retry':
      return `trying again: ${terminalText(event.message)}`;
    case 'warning':
      return `warning: ${terminalText(event.message)}`;
  }
}

function waitingLine({ ready, total, unready }: Extract<ProgressEvent, { type: 'waiting' }>): string {
  const [first, ...others] = unready;
  if (first === undefined) return `${ready} of ${total} ready`;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `${ready} of ${total} ready; waiting for ${nameOf(first.id)}: ${terminalText(first.message)}${more}`;
}

export interface ProgressPrinterOptions {
  /** Where the text goes: standard error. */
  write: (text: string) => void;
  isTTY: boolean;
  colour: boolean;
  /** Columns of the terminal. */
  width?: number;
  verbose?: boolean;
  /** Before each line where there is no terminal; default the time of day. */
  stamp?: () => string;
}

/**
 * Prints the progress of an apply. On a terminal one line is rewritten in place, and only what must stay
 * (failures, warnings) is left above it; elsewhere each phase, and what must stay, is a line with its time.
 */
export class ProgressPrinter {
  readonly #options: ProgressPrinterOptions;
  readonly #style: Style;
  #live = false;
  #last = '';

  constructor(options: ProgressPrinterOptions) {
    this.#options = options;
    this.#style = createStyle(options.colour);
  }

  /** Takes one event; bound, so that it can be handed on as a `Progress`. */
  readonly handle = (event: ProgressEvent): void => {
    const line = progressLine(event);
    if (this.#stays(event)) this.#print(this.#paint(event, line));
    else if (this.#options.isTTY) this.#rewrite(line);
  };

  /** What is to be known, and is no event of an apply. */
  readonly warn = (message: string): void => this.handle({ type: 'warning', message });

  /** Takes the live line away, so that results can follow. */
  close(): void {
    if (this.#live) this.#options.write('\r\u001b[2K');
    this.#live = false;
  }

  #stays(event: ProgressEvent): boolean {
    const { isTTY, verbose = false } = this.#options;
    if (event.type === 'warning' || event.type === 'retry') return true;
    if (event.type === 'object') return event.outcome === 'failed' || verbose;
    // Without a terminal, a wait says something only when it has something new to say.
    if (event.type === 'waiting') return !isTTY && this.#isNew(`${event.ready} ${event.total}`);
    return !isTTY || verbose;
  }

  #isNew(text: string): boolean {
    const isNew = text !== this.#last;
    this.#last = text;
    return isNew;
  }

  #print(line: string): void {
    const { write, isTTY, stamp = timeOfDay } = this.#options;
    if (isTTY) this.close();
    write(isTTY ? `${line}\n` : `${stamp()} ${line}\n`);
  }

  #rewrite(line: string): void {
    const room = (this.#options.width ?? 80) - 1;
    this.#options.write(`\r\u001b[2K${this.#style.dim(disarm(clip(line, room)))}`);
    this.#live = true;
  }

  #paint(event: ProgressEvent, line: string): string {
    if (event.type === 'object' && event.outcome === 'failed') return this.#style.error(`✗ ${line}`);
    return event.type === 'warning' || event.type === 'retry' ? this.#style.warn(line) : line;
  }
}

const timeOfDay = (): string => new Date().toISOString().slice(11, 19);
