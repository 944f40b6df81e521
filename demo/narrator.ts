import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import type { Check, Step } from './step.ts';

const indent = '   ';

/** One step as it was told. */
export interface ToldStep {
  name: string;
  title: string;
  ok: boolean;
  milliseconds: number;
  checks: Check[];
  /** Commands, their output and remarks, as the terminal shows them, without colours. */
  lines: string[];
}

/** Tells the story step by step: to a person at once, and kept for machines. */
export class Narrator {
  readonly #write: ((text: string) => void) | undefined;
  readonly colour: boolean;
  readonly told: ToldStep[] = [];
  #lines: string[] = [];

  /** @param write where a person reads along; undefined: nobody does */
  constructor(write: ((text: string) => void) | undefined, colour: boolean) {
    this.#write = write;
    this.colour = colour;
  }

  remark(text: string): void {
    this.#say(pc.createColors(this.colour).dim(text));
  }

  command(line: string): void {
    this.#say(`${pc.createColors(this.colour).bold(`$ ${line}`)}`);
  }

  /** What a command printed; it may hold colours. */
  output(text: string): void {
    for (const line of text.trimEnd().split('\n')) this.#say(line);
  }

  async step(number: number, { name, title }: Step, play: () => Promise<Check[]>): Promise<ToldStep> {
    const colours = pc.createColors(this.colour);
    this.#lines = [];
    this.#write?.(`\n${colours.bold(colours.cyan(`${number}. ${title}`))}\n`);
    const started = performance.now();
    const checks = await played(play);
    const milliseconds = Math.round(performance.now() - started);
    const step = { name, title, ok: checks.every(({ ok }) => ok), milliseconds, checks, lines: this.#lines };
    this.told.push(step);
    for (const { that, ok, found } of checks) {
      const mark = ok ? colours.green('✓') : colours.red('✗');
      this.#write?.(
        `${indent}${mark} ${that}${found === undefined ? '' : colours.red(` (found: ${found})`)}\n`,
      );
    }
    this.#write?.(`${indent}${colours.dim(`${(milliseconds / 1000).toFixed(1)} s`)}\n`);
    return step;
  }

  #say(line: string): void {
    this.#lines.push(stripVTControlCharacters(line));
    this.#write?.(line === '' ? '\n' : `${indent}${line}\n`);
  }
}

/** A step that throws did not do what it says either. */
async function played(play: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await play();
  } catch (thrown) {
    const found = Error.isError(thrown) ? thrown.message : String(thrown);
    return [{ that: 'the step comes to its end', ok: false, found }];
  }
}
