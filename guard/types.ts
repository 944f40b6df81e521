import type { ClusterClient } from '../src/cluster/types.ts';
import type { TargetDrift } from '../src/drift/types.ts';
import type { ErrorView } from '../src/errors/error.ts';

/** What a tick works with. */
export interface GuardContext {
  client: ClusterClient;
  /** Names this run in the leases it takes. */
  holder: string;
  signal: AbortSignal;
}

/** What one visit works with. */
export interface VisitContext extends GuardContext {
  /** Told what is worth knowing, one sentence each. */
  note(message: string): void;
}

/** How one release was left. */
export type Outcome =
  | 'clean'
  | 'drifted' // found, and left as the policy, a pause or a missing right says
  | 'reverted'
  | 'off' // drift.mode: off
  | 'busy' // an apply is under way
  | 'empty' // the first apply has not come to its end
  | 'interrupted' // an apply died, and is left to a person
  | 'failed';

/** The result of looking after one release. */
export interface Visit {
  /** `namespace/name`. */
  release: string;
  outcome: Outcome;
  revision?: number;
  commit?: string;
  durationMs: number;
  /** Of the drift check, when there was one. */
  drift?: TargetDrift;
  /** An interrupted apply was brought to an end. */
  ended?: 'resumed' | 'rolled-back';
  paused?: { until: string; reason: string };
  notes: string[];
  error?: ErrorView;
}
