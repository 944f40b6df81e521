import { type Fetched, fetchLocked, resolve } from './fetch-locked.ts';
import type { Fetcher } from './fetcher.ts';
import { entryOf } from './lock-file.ts';
import type { Supply } from './mount.ts';
import { type Asked, keyOf, type Lock, type LockEntry, pinOf, type RemoteReference } from './types.ts';

/** What an update did to an entry: one of the two is absent where it was added or removed. */
export interface LockChange {
  before?: LockEntry;
  after?: LockEntry;
}

/** Brings a lock up to date with what is asked for, one thing after the other. */
export class LockUpdate {
  readonly #before: Lock;
  readonly #fetcher: Fetcher;
  readonly #upgrade: boolean;
  readonly #asked = new Map<string, Promise<Fetched>>();
  readonly #entries: LockEntry[] = [];

  /** @param upgrade resolve anew what is pinned already: the newest version, the branch's newest commit */
  constructor(before: Lock, fetcher: Fetcher, { upgrade = false }: { upgrade?: boolean } = {}) {
    this.#before = before;
    this.#fetcher = fetcher;
    this.#upgrade = upgrade;
  }

  /** Gives what the lock has or, where it has nothing, what is found now. */
  readonly supply: Supply = async ({ reference }) => {
    const key = `${reference.kind} ${keyOf(reference)}`;
    const known = this.#asked.get(key) ?? this.#find(reference);
    this.#asked.set(key, known);
    return known;
  };

  async #find(reference: RemoteReference): Promise<Fetched> {
    const pinned = this.#upgrade ? undefined : entryOf(this.#before, reference);
    const found =
      pinned === undefined
        ? await resolve(reference, this.#fetcher)
        : { entry: pinned, files: await fetchLocked(pinned, this.#fetcher) };
    this.#entries.push(found.entry);
    return found;
  }

  /** @param keepOthers entries that nobody asked for stay: not all targets were looked at */
  result({ keepOthers = false }: { keepOthers?: boolean } = {}): { lock: Lock; changes: LockChange[] } {
    const others = this.#before.entries.filter(
      (entry) => entryOf({ entries: this.#entries }, entry) === undefined,
    );
    const lock: Lock = { entries: keepOthers ? [...this.#entries, ...others] : this.#entries };
    return { lock, changes: changesBetween(this.#before, lock) };
  }
}

/** What is asked for and not in the lock, found without fetching more than the bases that are in it. */
export class LockCheck {
  readonly #lock: Lock;
  readonly #fetcher: Fetcher;
  readonly missing: Asked[] = [];
  readonly #used = new Set<LockEntry>();

  constructor(lock: Lock, fetcher: Fetcher) {
    this.#lock = lock;
    this.#fetcher = fetcher;
  }

  readonly supply: Supply = async (asked) => {
    const entry = entryOf(this.#lock, asked.reference);
    if (entry === undefined) {
      this.missing.push(asked);
      return undefined;
    }
    this.#used.add(entry);
    // Only a base asks for more.
    return entry.kind === 'base' ? { entry, files: await fetchLocked(entry, this.#fetcher) } : undefined;
  };

  /** Entries that nothing asks for. */
  get unused(): LockEntry[] {
    return this.#lock.entries.filter((entry) => !this.#used.has(entry));
  }
}

function changesBetween(before: Lock, after: Lock): LockChange[] {
  const changes: LockChange[] = [];
  for (const entry of after.entries) {
    const old = entryOf(before, entry);
    if (old === undefined) changes.push({ after: entry });
    else if (pinOf(old) !== pinOf(entry)) changes.push({ before: old, after: entry });
  }
  for (const entry of before.entries) {
    if (entryOf(after, entry) === undefined) changes.push({ before: entry });
  }
  return changes;
}
