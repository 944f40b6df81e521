import { limits, YamlError } from './yaml-events.ts';

/**
 * Counts what aliases add, over all documents and files that are read with it: a few bytes of text may stand
 * for any amount, in one document, in many small ones, or as one long text over and over.
 */
export class Copies {
  #count = 0;
  #characters = 0;

  /**
   * One key or value more.
   * @param text of it; '' where it is no text
   * @throws YamlError past the limits
   */
  add(text: string, offset: number): void {
    this.#count++;
    this.#characters += text.length;
    if (this.#count > limits.copies) throw new YamlError('too many values through aliases', offset, true);
    if (this.#characters > limits.copiedText) {
      throw new YamlError('too much text through aliases', offset, true);
    }
  }
}
