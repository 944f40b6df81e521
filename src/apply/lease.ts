import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError, toPlumblineError } from '../errors/error.ts';
import type { KubeObject } from '../manifests/types.ts';
import { isHeld, type LeaseState, leaseObject, leaseResource, readLease, stateOf } from './lease-object.ts';

/** No write is begun that has less time than this before the lease ends. */
const leastMs = 10_000;
/** The server's clock as its answers tell it may be a second late. */
const clockErrorMs = 1000;
/** A renewal without an answer by then is tried again, so that one hanging request does not cost the lease. */
const renewalMs = 5000;
/** So long what the server said of the lease holds for `confirm`. */
const defaultFreshMs = 1000;
const attempts = 5;

export interface LeaseHolder {
  client: ClusterClient;
  release: { name: string; namespace: string };
  holder: string;
  durationMs: number;
  /** Whether a holder is known to be dead, so that its lease need not be waited for. */
  isDead?(holder: string): boolean;
  /** For how many milliseconds `confirm` takes the server's last word. Default 1000. */
  freshMs?: number;
}

/**
 * A held lease. Its holder begins a write only while now < renewTime + duration − the least time for a
 * request, and gives it no longer than the lease lasts; every write of the lease is a compare-and-swap.
 * Kubernetes: coordination.k8s.io/v1 Lease, as in client-go's leaderelection.
 */
export class HeldLease {
  readonly #with: LeaseHolder;
  #state: LeaseState;
  /** performance.now() when the request was sent whose answer last said that it is ours. */
  #seenAt: number;
  #isSpent = false;
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<void> | undefined;
  #released = false;
  /** Why the last renewal failed. */
  #failure: unknown;
  /** Known to be another's, or nobody's: there is no way back. */
  #loss: PlumblineError | undefined;

  /** @param sentAt performance.now() when the request was sent that took it */
  constructor(held: LeaseHolder, state: LeaseState, sentAt: number) {
    this.#with = held;
    this.#state = state;
    this.#seenAt = sentAt;
    this.#renewIn(held.durationMs / 3);
  }

  /**
   * How many milliseconds a write begun now may take.
   * @throws LOCK_LOST when there are too few, or the lease is known to be lost
   */
  permit(): number {
    if (this.#loss !== undefined) throw this.#loss;
    if (this.#released) throw this.#lost('it was given back');
    const { client, durationMs } = this.#with;
    const left = this.#state.expires - client.now();
    if (left > Math.min(leastMs, durationMs / 3)) return left - Math.min(clockErrorMs, durationMs / 30);
    throw this.#lost('it was not renewed in time');
  }

  /** The same client, whose every attempt at a write first asks this lease. */
  guard(client: ClusterClient): ClusterClient {
    return client.within({ permit: () => this.permit() });
  }

  /** Reads the lease again. @throws LOCK_LOST when another run holds it */
  async verify(): Promise<void> {
    const { client, release } = this.#with;
    const sentAt = performance.now();
    this.#take(await readLease(client, release));
    this.#seenAt = sentAt;
    this.permit();
  }

  /** The same, but what the server said within the last second counts: a short apply does not ask five times. */
  async confirm(): Promise<void> {
    const { freshMs = defaultFreshMs } = this.#with;
    if (performance.now() - this.#seenAt > freshMs) return this.verify();
    this.permit();
  }

  /** Its release is gone: it is deleted when it is given back. */
  spend(): void {
    this.#isSpent = true;
  }

  /** Gives the lease back, so that the next run need not wait for its end. */
  async release(): Promise<void> {
    this.#released = true;
    clearTimeout(this.#timer);
    await this.#renewing;
    try {
      const { object } = await this.#write(this.#with.client, '');
      if (this.#isSpent) await deleteLease(this.#with.client, object);
    } catch (thrown) {
      // Whoever has taken it over keeps it.
      const { code } = toPlumblineError(thrown);
      if (code !== 'LOCK_LOST' && code !== 'NOT_FOUND') throw thrown;
    }
  }

  /** Renewals follow one another: two at once would be in each other's way. */
  #renewIn(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#renewing = this.#renew();
    }, ms);
    this.#timer.unref();
  }

  /** One that fails is soon tried again; `permit` stops the writes in time, and says why. */
  async #renew(): Promise<void> {
    const { client, holder, durationMs } = this.#with;
    const timeoutMs = Math.min(renewalMs, durationMs / 6);
    try {
      this.#take(await this.#write(client.within({ timeoutMs, attempts: 1 }), holder));
      this.#failure = undefined;
    } catch (thrown) {
      this.#failure = thrown;
      const { code } = toPlumblineError(thrown);
      if (code === 'LOCK_LOST') return;
    }
    if (!this.#released) this.#renewIn(durationMs / (this.#failure === undefined ? 3 : 15));
  }

  async #write(client: ClusterClient, holder: string): Promise<LeaseState> {
    const { release, durationMs } = this.#with;
    for (let attempt = 1; ; attempt += 1) {
      const { object, since } = this.#state;
      try {
        const sent = leaseObject(object, { holder, durationMs, since, now: client.now() });
        return stateOf((await client.replace(leaseResource, sent)).object);
      } catch (thrown) {
        const { code } = toPlumblineError(thrown);
        if ((code !== 'CONFLICT' && code !== 'NOT_FOUND') || attempt === attempts) throw thrown;
        // Somebody has written to it, which need not mean that he has taken it.
        this.#take(await readLease(client, release));
      }
    }
  }

  /** Goes by what was read or written, if it is still this very holding; an older answer is no news. */
  #take(state: LeaseState | undefined): void {
    // The same run, started anew, takes its lease over: the time of taking tells the two apart.
    const isOurs = state?.holder === this.#with.holder && state.since === this.#state.since;
    if (!isOurs) {
      const who = state === undefined || state.holder === '' ? 'nobody holds it' : `${state.holder} holds it`;
      this.#loss ??= this.#lost(`${who} now`);
      throw this.#loss;
    }
    if (state.expires >= this.#state.expires) this.#state = state;
  }

  #lost(why: string): PlumblineError {
    const { name, namespace } = this.#with.release;
    return new PlumblineError('LOCK_LOST', `its lease was lost: ${why}`, {
      object: `Release ${namespace}/${name}`,
      remedy: 'Run it again: it goes on from where this run stopped.',
      cause: this.#failure,
    });
  }
}

/** What a holder needs of its lease, or of several at once. */
export type Lock = Pick<HeldLease, 'verify' | 'confirm' | 'guard'>;

/**
 * Takes the lease if it is free, ended or held by the same run.
 * @param seen as it was read a moment ago: taking it is a compare-and-swap, so that only a free one is news
 * @returns the state of it while somebody else holds it
 */
export async function tryAcquire(
  held: LeaseHolder,
  seen?: Promise<LeaseState | undefined>,
): Promise<HeldLease | LeaseState> {
  const { client, release, holder, durationMs } = held;
  const isFree = (state: LeaseState | undefined): boolean =>
    !isHeld(state, client.now()) || state.holder === holder || held.isDead?.(state.holder) === true;
  for (let attempt = 1; ; attempt += 1) {
    const early = attempt === 1 && seen !== undefined ? { state: await seen } : undefined;
    const { state } =
      early !== undefined && isFree(early.state) ? early : { state: await readLease(client, release) };
    if (state !== undefined && !isFree(state)) return state;
    const now = client.now();
    const sentAt = performance.now();
    try {
      const object = await write(client, release, state, { holder, durationMs, now });
      return new HeldLease(held, stateOf(object), sentAt);
    } catch (thrown) {
      // Another run was quicker: see who it is.
      if (toPlumblineError(thrown).code !== 'CONFLICT' || attempt === attempts) throw thrown;
    }
  }
}

/** Unless somebody has taken it in between. A lease that stays, for want of a right, does no harm. */
async function deleteLease(client: ClusterClient, { metadata }: KubeObject): Promise<void> {
  const { name, namespace, uid, resourceVersion } = metadata;
  try {
    await client.delete(
      leaseResource,
      { name, namespace: String(namespace) },
      { uid: String(uid), resourceVersion: String(resourceVersion) },
    );
  } catch (thrown) {
    const { code } = toPlumblineError(thrown);
    if (code !== 'CONFLICT' && code !== 'FORBIDDEN') throw thrown;
  }
}

async function write(
  client: ClusterClient,
  release: LeaseHolder['release'],
  state: LeaseState | undefined,
  { holder, durationMs, now }: { holder: string; durationMs: number; now: number },
): Promise<KubeObject> {
  const spec = { holder, durationMs, now };
  if (state !== undefined) {
    return (await client.replace(leaseResource, leaseObject(state.object, spec))).object;
  }
  return (await client.create(leaseResource, leaseObject(release, spec))).object;
}
