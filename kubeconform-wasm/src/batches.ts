const batchItems = 500;
const batchBytes = 4 << 20;

export interface Batch<Item> {
  /** The index of its first item among all. */
  start: number;
  items: Item[];
}

/**
 * Parts of about the same number of items, for several workers: none so large that judging it goes past a limit
 * that is meant for a single one.
 */
export function batchesOf<Item>(
  items: readonly Item[],
  workers: number,
  bytesOf: (item: Item) => number,
): Batch<Item>[] {
  const most = Math.min(batchItems, Math.ceil(items.length / workers));
  const batches: Batch<Item>[] = [];
  let [last, bytes]: [Batch<Item> | undefined, number] = [undefined, 0];
  for (const [start, item] of items.entries()) {
    const size = bytesOf(item);
    if (last === undefined || last.items.length >= most || bytes + size > batchBytes) {
      last = { start, items: [] };
      batches.push(last);
      bytes = 0;
    }
    last.items.push(item);
    bytes += size;
  }
  return batches;
}
