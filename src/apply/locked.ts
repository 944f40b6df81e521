import { setTimeout as sleep } from 'node:timers/promises';
import { PlumblineError, toPlumblineError } from '../errors/error.ts';
import type { TargetContext } from './context.ts';
import { HeldLease, type Lock, tryAcquire } from './lease.ts';
import { defaultLeaseMs, type LeaseState } from './lease-object.ts';
import { isDeadNeighbour } from './local-run.ts';

export { localHolder } from './local-run.ts';

export interface LeaseOptions {
  /** Names the run: the same run takes its own lease over at once. */
  holder: string;
  /** How long to wait for another run, in milliseconds. */
  lockTimeoutMs: number;
  durationMs?: number;
  /** The lease as it was read beside the planning, which spares an answer to wait for. */
  seen?: Promise<LeaseState | undefined>;
}

/** The same context, whose every attempt at a write first asks the lease. */
export function underLease<C extends Pick<TargetContext, 'client' | 'objects'>>(context: C, lease: Lock): C {
  return { ...context, client: lease.guard(context.client), objects: lease.guard(context.objects) };
}

type LeaseContext = Pick<TargetContext, 'client' | 'target' | 'progress' | 'signal'>;

const pollMs = 1000;

/** Runs `work` while holding the release's lease, and gives it back whatever happens. @throws LOCK_HELD */
export async function withLease<T>(
  context: LeaseContext,
  options: LeaseOptions,
  work: (lease: HeldLease) => Promise<T>,
): Promise<T> {
  const lease = await acquire(context, options);
  try {
    return await work(lease);
  } finally {
    await giveBack(context, lease);
  }
}

/** What was done is done: a lease that cannot be given back ends by itself. */
async function giveBack({ progress }: LeaseContext, lease: HeldLease): Promise<void> {
  try {
    await lease.release();
  } catch (thrown) {
    const { message } = toPlumblineError(thrown);
    progress({
      type: 'warning',
      message: `the lease could not be given back and ends by itself: ${message}`,
    });
  }
}

async function acquire(
  { client, target, progress, signal }: LeaseContext,
  options: LeaseOptions,
): Promise<HeldLease> {
  const held = {
    client,
    release: { name: target.name, namespace: target.release.namespace },
    holder: options.holder,
    durationMs: options.durationMs ?? defaultLeaseMs,
    isDead: isDeadNeighbour,
  };
  const end = performance.now() + options.lockTimeoutMs;
  for (let told = '', { seen } = options; ; seen = undefined) {
    const lease = await tryAcquire(held, seen);
    if (lease instanceof HeldLease) return lease;
    const left = end - performance.now();
    if (left <= 0) throw refused(target.name, lease);
    if (told !== lease.holder) {
      told = lease.holder;
      const message = `waiting for ${lease.holder}, which holds the lease of ${target.name}`;
      progress({ type: 'phase', phase: 'lock', message });
    }
    await pause(Math.min(pollMs, left), target.name, signal);
  }
}

async function pause(ms: number, target: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (cause) {
    throw new PlumblineError('CANCELLED', `stopped while waiting for the lease of ${target}`, { cause });
  }
}

function refused(target: string, { holder, since }: LeaseState): PlumblineError {
  return new PlumblineError('LOCK_HELD', `${holder} has held the lease of ${target} since ${since}`, {
    remedy: 'Wait until it has ended, or give a longer --lock-timeout.',
  });
}
