import { createHash, randomFillSync } from 'node:crypto';

/** Fills memory with random numbers: real ones, or the sequence that a seed gives. */
export function randomSource(seed: string | undefined): (target: Uint8Array) => void {
  if (seed === undefined) return (target) => void randomFillSync(target);
  let block = Buffer.alloc(0);
  let used = 0;
  let count = 0;
  return (target) => {
    for (let at = 0; at < target.length; ) {
      if (used === block.length) {
        block = createHash('sha256').update(`${count++} ${seed}`).digest();
        used = 0;
      }
      const part = block.subarray(used, used + target.length - at);
      target.set(part, at);
      at += part.length;
      used += part.length;
    }
  };
}
