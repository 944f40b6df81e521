/** A part of a document that can be told shorter. */
export interface Piece {
  /** From the fullest to the shortest; each stands by itself, with no fence or element left open. */
  texts: string[];
  /** For each step to the next text: what it gives up, see `order`. One fewer than the texts. */
  gives: Loss[];
}

/** What is given up, least important first. */
export const order = [
  'effects',
  'details of creations',
  'details',
  'objects',
  'notes',
  'excerpts',
  'warnings in full',
  'warnings',
  'errors',
] as const;
export type Loss = (typeof order)[number];

export const always = (text: string): Piece => ({ texts: [text], gives: [] });

/** A piece that may go altogether. */
export const optional = (text: string, loss: Loss): Piece => ({ texts: [text, ''], gives: [loss] });

// For the note; its longest is 480 units.
const reserve = 500;

/**
 * The pieces, one after the other, within the limit: first every piece's effects go, the last ones first,
 * then the details of creations, and so on; whole pieces at a time. `note` says what was left out.
 */
export function withinLimit(
  pieces: readonly Piece[],
  limit: number,
  measure: (text: string) => number,
  note: (left: Map<Loss, number>) => string,
): string {
  const shown = pieces.map(() => 0);
  const length = (index: number): number => {
    const text = pieces[index]?.texts[shown[index] ?? 0] ?? '';
    return text === '' ? 0 : measure(text) + 1;
  };
  let total = pieces.reduce((sum, _piece, index) => sum + length(index), 0);
  const left = new Map<Loss, number>();
  for (const loss of order) {
    for (
      let index = pieces.length - 1;
      index >= 0 && total > limit - (left.size > 0 ? reserve : 0);
      index--
    ) {
      const at = shown[index] ?? 0;
      if (pieces[index]?.gives[at] !== loss) continue;
      total -= length(index);
      shown[index] = at + 1;
      total += length(index);
      left.set(loss, (left.get(loss) ?? 0) + 1);
    }
  }
  const texts = pieces.map((piece, index) => piece.texts[shown[index] ?? 0] ?? '');
  return [...texts.filter((text) => text !== ''), ...(left.size === 0 ? [] : [note(left)])]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

export const utf16 = (text: string): number => text.length;
export const utf8 = (text: string): number => Buffer.byteLength(text);
