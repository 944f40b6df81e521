import { randomBytes } from 'node:crypto';
import type { TargetContext } from '../../../src/apply/context.ts';
import { targetOf } from '../../../src/apply/from-record.ts';
import { type ApplyOptions, applyTarget } from '../../../src/apply/run.ts';
import type { ApplyResult } from '../../../src/apply/types.ts';
import { type UninstallOptions, uninstallTarget } from '../../../src/apply/uninstall.ts';
import type { ClusterClient } from '../../../src/cluster/types.ts';
import type { Target } from '../../../src/config/types.ts';
import { idOf } from '../../../src/manifests/identity.ts';
import type { KubeObject, Manifest } from '../../../src/manifests/types.ts';
import { freshName, namespace as releases } from '../release-server.ts';

const policy = {
  prune: { enabled: true, maxDeletions: 10 },
  adopt: 'kubectl' as const,
  takeover: ['kubectl-*'],
  wait: { enabled: false, timeout: 2000 },
  onFailure: 'stop' as const,
  onInterrupted: 'resume' as const,
  drift: { mode: 'revert' as const, foreign: 'warn' as const },
  ignore: [],
  allowDestroy: [],
};

/** What one run is given that another is not. */
export type Change = Partial<Omit<TargetContext, 'target' | 'source'>> & {
  /** One letter; default: a. */
  commit?: string;
  repository?: string;
  target?: Partial<Target>;
};

/**
 * A target with the name of its namespace, applied and uninstalled in this process: so that something can
 * happen between two of its requests.
 */
export class InProcess {
  readonly name = freshName();
  readonly #client: ClusterClient;

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  context(objects: readonly KubeObject[], change: Change = {}): TargetContext {
    const { commit = 'a', repository = 'github.com/acme/shop', target, ...rest } = change;
    const client = rest.client ?? this.#client;
    return {
      target: {
        ...targetOf({ name: this.name, namespace: releases }, policy),
        namespace: this.name,
        createNamespace: true,
        ...target,
      },
      client,
      objects: client,
      source: { repository, commit: commit.repeat(40) },
      desired: () => Promise.resolve({ manifests: objects.map((one) => this.#manifest(one)), findings: [] }),
      progress: () => undefined,
      ...rest,
    };
  }

  #manifest({ metadata, ...object }: KubeObject): Manifest {
    const placed = { ...object, metadata: { namespace: this.name, ...metadata } } as KubeObject;
    return { id: idOf(placed), object: placed };
  }

  apply(
    objects: readonly KubeObject[],
    change: Change = {},
    options: Partial<ApplyOptions> = {},
  ): Promise<ApplyResult> {
    return applyTarget(this.context(objects, change), {
      ...this.#options(),
      ancestry: { contains: () => Promise.resolve('yes'), reapply: false },
      ...options,
    });
  }

  uninstall(options: Partial<UninstallOptions> = {}, change: Change = {}): Promise<ApplyResult> {
    const defaults = { orphan: false, allowDestroy: [] };
    return uninstallTarget(this.context([], change), { ...this.#options(), ...defaults, ...options });
  }

  #options() {
    return { holder: `run/${randomBytes(4).toString('hex')}`, lockTimeoutMs: 10_000, duringPause: false };
  }
}

/** A test's own end of a run, as if its process had been killed. */
export const killed = (): never => {
  throw new Error('killed');
};
