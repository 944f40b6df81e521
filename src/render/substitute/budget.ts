import { Copies } from '../../manifests/yaml-copies.ts';
import { limits } from '../../manifests/yaml-events.ts';

/** More work than a target may give: a few expansions of one another may stand for any amount of text. */
export class TooMuch extends Error {}

/** What all expansions of a target may cost together. */
export class Budget {
  /** What aliases in values add. */
  readonly copies = new Copies();
  #characters: number = limits.copiedText;
  #steps = 20_000_000;

  /** @throws TooMuch */
  write(characters: number): void {
    this.#characters -= characters;
    if (this.#characters < 0) throw new TooMuch('the expansions give too much text');
  }

  /** @throws TooMuch */
  work(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new TooMuch('the patterns of the expansions take too long');
  }
}
