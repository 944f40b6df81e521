import type { AncestryOptions } from '../apply/ancestry.ts';
import { deepen, isAncestor } from '../git/history.ts';
import type { Repository } from '../git/repository.ts';

/** Whether one commit contains another, as the repository knows. */
export function containsIn(repository: Repository | undefined): AncestryOptions['contains'] {
  return async (older, newer) => {
    if (repository === undefined) return 'unknown';
    const known = await isAncestor(repository.root, older, newer);
    if (known !== 'unknown') return known;
    // A shallow clone may know after one deeper look.
    return (await deepen(repository.root)) ? isAncestor(repository.root, older, newer) : 'unknown';
  };
}
