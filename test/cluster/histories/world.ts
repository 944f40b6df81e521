import type { TargetContext } from '../../../src/apply/context.ts';
import { targetOf } from '../../../src/apply/from-record.ts';
import type { ClusterClient } from '../../../src/cluster/types.ts';
import type { IgnoreRule } from '../../../src/config/types.ts';
import { consentEntry, idKey, idOf } from '../../../src/manifests/identity.ts';
import type { ApiResource, KubeObject, Manifest } from '../../../src/manifests/types.ts';
import { nameOf, resources, type Slot, slots } from './slots.ts';

/** Everything of a history's kinds in its namespace, and its cluster-scoped objects, by idKey. */
export type Snapshot = ReadonlyMap<string, KubeObject>;

const recordNamespace = 'plumbline-system';
const namespaces: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};

/** One history's own part of the cluster, what Git holds of it, and what was played so far. */
export class World {
  readonly client: ClusterClient;
  /** Names the namespace, the release and the cluster-scoped objects. */
  readonly name: string;
  /** What the next apply is to bring about. */
  readonly git = new Map<Slot, KubeObject>();
  rules: IgnoreRule[] = [];
  commits = 0;
  readonly log: string[] = [];

  constructor(client: ClusterClient, name: string) {
    this.client = client;
    this.name = name;
  }

  get release(): { name: string; namespace: string } {
    return { name: this.name, namespace: recordNamespace };
  }

  async open(): Promise<void> {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.name } };
    await this.client.create(namespaces, namespace);
  }

  context(): TargetContext {
    const target = targetOf(this.release, {
      prune: { enabled: true, maxDeletions: 100 },
      adopt: 'kubectl',
      takeover: ['kubectl-*', 'before-first-apply'],
      wait: { enabled: false, timeout: 10_000 },
      onFailure: 'stop',
      onInterrupted: 'resume',
      drift: { mode: 'revert', foreign: 'warn' },
      ignore: this.rules,
      // Every consent is given: what is refused without is another test's matter.
      allowDestroy: slots.map((slot) =>
        consentEntry({ group: resources[slot.kind].group, kind: slot.kind, ...this.nameOf(slot) }),
      ),
    });
    return {
      target,
      client: this.client,
      objects: this.client,
      source: { repository: 'github.com/acme/shop', commit: String(this.commits).padStart(40, '0') },
      desired: () => Promise.resolve({ manifests: this.manifests(), findings: [] }),
      progress: () => undefined,
    };
  }

  manifests(): Manifest[] {
    return [...this.git.values()].map((object) => ({ id: idOf(object), object }));
  }

  nameOf(slot: Slot): { name: string; namespace?: string } {
    return nameOf(slot, this.name);
  }

  live(slot: Slot): Promise<KubeObject | undefined> {
    return this.client.get(resources[slot.kind], this.nameOf(slot));
  }

  async snapshot(): Promise<Snapshot> {
    const found = await Promise.all(
      Object.values(resources).map(async (resource) => {
        if (resource.namespaced) return (await this.client.list(resource, { namespace: this.name })).items;
        const own = slots.filter(({ kind }) => kind === resource.kind);
        const objects = await Promise.all(own.map((slot) => this.live(slot)));
        return objects.filter((object) => object !== undefined);
      }),
    );
    return new Map(found.flat().map((object) => [idKey(idOf(object)), object]));
  }
}
