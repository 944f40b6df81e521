import { expect } from '@jest/globals';
import { namespaceResource } from '../../../../src/apply/namespace.ts';
import { applyTarget } from '../../../../src/apply/run.ts';
import type { ApplyResult, ProgressEvent } from '../../../../src/apply/types.ts';
import { Session } from '../../../../src/cli/session.ts';
import type { ClusterClient } from '../../../../src/cluster/types.ts';
import type { Target } from '../../../../src/config/types.ts';
import type { ClusterAccess } from '../../../support/cluster.ts';
import { configMaps } from '../../release-server.ts';
import { Delivery, type Run } from '../delivery.ts';
import { type Death, diesAt } from './death.ts';
import { firstSet, ignore, madeByKubectl, secondSet } from './sets.ts';

/** A target whose first revision is applied and whose second is committed. */
export class Scene {
  readonly delivery: Delivery;
  readonly name: string;
  /** Of the first and the second revision. */
  readonly commits: string[] = [];
  readonly #cluster: ClusterAccess;

  private constructor(cluster: ClusterAccess, name: string) {
    this.#cluster = cluster;
    this.name = name;
    this.delivery = new Delivery(cluster, name);
  }

  static async begin(cluster: ClusterAccess, client: ClusterClient, name: string): Promise<Scene> {
    const scene = new Scene(cluster, name);
    scene.delivery.configure({ ignore });
    await client.create(namespaceResource, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await scene.#next(client, 1);
    const { error, outcome } = (await scene.applyUndisturbed()).result;
    expect({ error, outcome }).toEqual({ error: undefined, outcome: 'applied' });
    await scene.#next(client, 2);
    return scene;
  }

  async #next(client: ClusterClient, revision: number): Promise<void> {
    for (const { object } of madeByKubectl.filter((made) => made.revision === revision)) {
      const placed = { ...object, metadata: { ...object.metadata, namespace: this.name } };
      await client.create(configMaps, placed, { fieldManager: 'kubectl-client-side-apply' });
    }
    const set = revision === 1 ? firstSet(this.name) : secondSet(this.name);
    this.commits.push(this.delivery.commit(set));
  }

  /** The command line, as a process that dies so. */
  applyDying(death: Death): Promise<Run> {
    return this.delivery.run(diesAt(death), 'apply', '--yes');
  }

  /** What the command line does, in this process: starting one costs more than applying. */
  async applyUndisturbed(): Promise<{ result: ApplyResult; events: ProgressEvent[] }> {
    const session = await Session.open(
      {
        config: this.delivery.config,
        kubeconfig: this.#cluster.kubeconfig,
        allowExec: [],
        output: 'json',
        color: false,
        verbose: false,
      },
      { warn: () => undefined },
    );
    const events: ProgressEvent[] = [];
    try {
      const target = session.targets([])[0] as Target;
      const context = await session.context(target, (event) => events.push(event));
      const result = await applyTarget(context, {
        holder: session.run.holder,
        lockTimeoutMs: 60_000,
        duringPause: false,
        ancestry: session.ancestry({ reapply: false }),
      });
      return { result, events };
    } finally {
      await session.close();
    }
  }
}
