export interface Batch<Item> {
    /** The index of its first item among all. */
    start: number;
    items: Item[];
}
/**
 * Parts of about the same number of items, for several workers: none so large that judging it goes past a limit
 * that is meant for a single one.
 */
export declare function batchesOf<Item>(items: readonly Item[], workers: number, bytesOf: (item: Item) => number): Batch<Item>[];
