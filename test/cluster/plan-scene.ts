import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { TargetContext } from '../../src/apply/context.ts';
import { targetOf } from '../../src/apply/from-record.ts';
import { type Preview, preview } from '../../src/apply/preview.ts';
import { applyTarget } from '../../src/apply/run.ts';
import type { ApplyResult } from '../../src/apply/types.ts';
import { connect } from '../../src/cluster/client.ts';
import type { ClusterClient } from '../../src/cluster/types.ts';
import type { IgnoreRule } from '../../src/config/types.ts';
import { idOf } from '../../src/manifests/identity.ts';
import { normalise } from '../../src/manifests/normalise.ts';
import type { ApiResource, JsonObject, KubeObject, Manifest } from '../../src/manifests/types.ts';
import type { PlanTarget } from '../../src/plan/situation.ts';
import type { ObjectPlan } from '../../src/plan/types.ts';
import { connectToServer, namespace as releases } from './release-server.ts';

const namespaces: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};

export const manifestOf = (object: KubeObject): Manifest => {
  const normal = normalise(object);
  return { id: idOf(normal), object: normal };
};

/** A target with a namespace of its own: what Git holds of it, planned and applied by the library itself. */
export class Scene {
  readonly name = `plan-${randomBytes(4).toString('hex')}`;
  git: KubeObject[] = [];
  /** The tip of the base branch, as on a pull request. */
  base?: KubeObject[];
  baseIgnore: IgnoreRule[] = [];
  target: Partial<PlanTarget> = {};
  commits = 0;
  client: ClusterClient;

  constructor(client: ClusterClient) {
    this.client = client;
  }

  async open(): Promise<this> {
    await this.client.create(namespaces, namespaceOf(this.name));
    return this;
  }

  /** An object of this namespace. */
  object(apiVersion: string, kind: string, name: string, rest: JsonObject = {}): KubeObject {
    return { apiVersion, kind, metadata: { name, namespace: this.name }, ...rest };
  }

  configMap(name: string, data: JsonObject): KubeObject {
    return this.object('v1', 'ConfigMap', name, { data });
  }

  context(client = this.client): TargetContext {
    const policy = {
      prune: { enabled: true, maxDeletions: 100 },
      adopt: 'kubectl' as const,
      takeover: ['kubectl-*', 'before-first-apply'],
      wait: { enabled: false, timeout: 10_000 },
      onFailure: 'stop' as const,
      onInterrupted: 'resume' as const,
      drift: { mode: 'revert' as const, foreign: 'warn' as const },
      ignore: [],
      allowDestroy: [],
    };
    const { base } = this;
    return {
      target: { ...targetOf({ name: this.name, namespace: releases }, policy), ...this.target },
      client,
      objects: client,
      source: { repository: 'github.com/acme/shop', commit: String(this.commits).padStart(40, '0') },
      desired: () => Promise.resolve({ manifests: this.git.map(manifestOf), findings: [] }),
      ...(base !== undefined && {
        base: () => Promise.resolve({ manifests: base.map(manifestOf), ignore: this.baseIgnore }),
      }),
      progress: () => undefined,
    };
  }

  preview(client?: ClusterClient): Promise<Preview> {
    return preview(this.context(client), 'preview');
  }

  apply(): Promise<ApplyResult> {
    this.commits += 1;
    const { base: _base, ...context } = this.context();
    return applyTarget(context, {
      holder: 'plan-tests',
      lockTimeoutMs: 10_000,
      duringPause: false,
      ancestry: { contains: () => Promise.resolve('yes'), reapply: false },
    });
  }

  /** Applies, and nothing is amiss. */
  async applied(): Promise<ApplyResult> {
    const result = await this.apply();
    expect(result.error).toBeUndefined();
    return result;
  }
}

const namespaceOf = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

/** What a plan says of one object. */
export function planned({ plan }: Pick<Preview, 'plan'>, kind: string, name: string): ObjectPlan {
  const found = plan.objects.find(({ id }) => id.kind === kind && id.name === name);
  if (found === undefined) throw new Error(`${kind} ${name} is not in the plan`);
  return found;
}

/** The field changes as `path: live → result (causes)`, those of the membership left out. */
export function told({ fields }: Pick<ObjectPlan, 'fields'>): string[] {
  return fields
    .filter(({ path }) => !/part-of|plumbline\.dev\/release/.test(path))
    .map(({ path, live, result, causes }) => {
      const [before, after] = [live, result].map((value) =>
        value === undefined ? '–' : JSON.stringify(value),
      );
      return `${path}: ${before} → ${after} (${causes.join(', ')})`;
    });
}

/** A connection for the tests of a file, and scenes on it. */
export function useScenes(): {
  client(): ClusterClient;
  /** A client of a user who may do only what the rules say, in all namespaces. */
  userWith(rules: JsonObject[]): Promise<ClusterClient>;
  scene(): Promise<Scene>;
  /** A client that knows nothing of what the server served before. */
  newClient(): Promise<ClusterClient>;
} {
  let server: Awaited<ReturnType<typeof connectToServer>>;
  beforeAll(async () => {
    server = await connectToServer();
  });
  const opened: ClusterClient[] = [];
  afterAll(() => {
    for (const client of opened) client.close();
    server.stop();
  });
  return {
    client: () => server.client,
    scene: () => new Scene(server.client).open(),
    newClient: async () => {
      const { client } = await connect({ env: process.env });
      opened.push(client);
      return client;
    },
    userWith: async (rules) => {
      const name = `plan-${randomBytes(4).toString('hex')}`;
      const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1', namespaced: false };
      const apiVersion = 'rbac.authorization.k8s.io/v1';
      const role = { apiVersion, kind: 'ClusterRole', metadata: { name }, rules };
      await server.client.create({ ...rbac, kind: 'ClusterRole', plural: 'clusterroles' }, role);
      const binding = {
        apiVersion,
        kind: 'ClusterRoleBinding',
        metadata: { name },
        roleRef: { apiGroup: rbac.group, kind: 'ClusterRole', name },
        subjects: [{ kind: 'User', apiGroup: rbac.group, name }],
      };
      const bindings = { ...rbac, kind: 'ClusterRoleBinding', plural: 'clusterrolebindings' };
      await server.client.create(bindings, binding);
      return server.actAs(name);
    },
  };
}

/** May read everything and write nothing, not even in a dry run. */
export const readOnly: JsonObject[] = [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }];
