import type { IgnoreRule } from '../../../src/config/types.ts';
import { baselineOf } from '../../../src/drift/check.ts';
import { idKey, idOf } from '../../../src/manifests/identity.ts';
import { builtinStructure } from '../../../src/manifests/structure.ts';
import type { ApiResource, JsonObject, KubeObject, Manifest } from '../../../src/manifests/types.ts';
import { withoutBlindAsks } from '../../../src/plan/ask.ts';
import { type Assembled, assemble } from '../../../src/plan/assemble.ts';
import { decide } from '../../../src/plan/decide.ts';
import type { Membership } from '../../../src/plan/ownership.ts';
import { withMembership } from '../../../src/plan/send.ts';
import type { Answer, Decision, PlanTarget, Situation } from '../../../src/plan/situation.ts';
import type { ObjectPlan } from '../../../src/plan/types.ts';
import type { PendingRevision, Release, ReleasePolicy, Revision } from '../../../src/release/types.ts';

export const membership: Membership = { id: 'applyset-shop-v1', release: 'plumbline-system/shop' };

export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: JsonObject = {},
  metadata: JsonObject = { namespace: 'shop' },
): KubeObject => ({ apiVersion, kind, metadata: { name, ...metadata }, ...rest });

export const configMap = (name: string, data: JsonObject): KubeObject =>
  object('v1', 'ConfigMap', name, { data });

/** As an apply left it: our label, and one entry of managedFields that owns all that was sent. */
export function appliedObject(
  manifest: KubeObject,
  fields: JsonObject,
  changes: JsonObject = {},
): KubeObject {
  const whole = withMembership(manifest, membership);
  const own = { manager: 'plumbline', operation: 'Apply', apiVersion: manifest.apiVersion, fieldsV1: fields };
  return {
    ...whole,
    ...changes,
    metadata: { ...whole.metadata, uid: 'uid-1', managedFields: [own] },
  };
}

export interface Known {
  desired?: KubeObject[];
  base?: KubeObject[];
  baseIgnore?: IgnoreRule[];
  released?: KubeObject[];
  pending?: KubeObject[];
  live?: KubeObject[];
  /** What the API server answered when the released objects were applied. */
  answered?: KubeObject[];
  /** The ignore rules that the released objects were applied with. */
  releasedIgnore?: IgnoreRule[];
  target?: Partial<PlanTarget>;
  mode?: Situation['mode'];
}

export const policy: ReleasePolicy = {
  prune: { enabled: true, maxDeletions: 10 },
  adopt: 'kubectl',
  takeover: ['kubectl-*'],
  wait: { enabled: false, timeout: 1000 },
  onFailure: 'stop',
  onInterrupted: 'resume',
  drift: { mode: 'revert', foreign: 'warn' },
  ignore: [],
  allowDestroy: [],
};

const manifestOf = (one: KubeObject): Manifest => ({ id: idOf(one), object: one });

export function situationOf(known: Known): Situation {
  const { desired = [], base, baseIgnore = [], live = [], mode = 'preview' } = known;
  const release = releaseOf(known);
  const target: PlanTarget = {
    name: 'shop',
    createNamespace: false,
    prune: { enabled: true, maxDeletions: 10 },
    allowDestroy: [],
    adopt: 'kubectl',
    takeover: ['kubectl-*'],
    ignore: [],
    ...known.target,
  };
  return {
    target,
    source: { repository: 'github.com/acme/shop', commit: 'c'.repeat(40) },
    desired: desired.map(manifestOf),
    release,
    membership,
    ...(base !== undefined && { base: { manifests: base.map(manifestOf), ignore: baseIgnore } }),
    live: new Map(live.map((one) => [idKey(idOf(one)), one])),
    strays: [],
    resource: (id) => resourceOf(id),
    unreadable: new Map(),
    structure: builtinStructure,
    mode,
  };
}

function resourceOf({ group, kind }: { group: string; kind: string }): ApiResource {
  return { group, version: 'v1', kind, plural: `${kind.toLowerCase()}s`, namespaced: true };
}

function releaseOf({ released, pending, answered = [], releasedIgnore = [] }: Known): Release | undefined {
  if (released === undefined && pending === undefined) return undefined;
  const revision = (number: number, objects: KubeObject[]): Revision & { manifests: Manifest[] } => ({
    revision: number,
    source: { repository: 'github.com/acme/shop', commit: String(number).repeat(40) },
    objects: { digest: '', count: objects.length, chunks: [] },
    policy: { ...policy, ignore: releasedIgnore },
    tombstones: [],
    resources: [],
    envelope: '',
    time: '2025-01-01T00:00:00Z',
    manifests: objects.map(manifestOf),
  });
  const begun: PendingRevision & { manifests: Manifest[] } = {
    ...revision(2, pending ?? []),
    phase: 'failed',
  };
  const baselines = answered.flatMap((answer) => {
    const manifest = released?.map(manifestOf).find(({ id }) => idKey(id) === idKey(idOf(answer)));
    return manifest === undefined ? [] : [[idKey(manifest.id), baselineOf(manifest, answer)] as const];
  });
  return {
    name: 'shop',
    namespace: 'plumbline-system',
    uid: 'release',
    resourceVersion: '1',
    annotations: {},
    id: membership.id,
    secretsReadable: true,
    newestCommit: '1'.repeat(40),
    ...(released !== undefined && { current: revision(1, released) }),
    ...(pending !== undefined && { pending: begun }),
    history: [],
    intact: new Set(),
    baselines: new Map(baselines),
    status: {},
    object: object('plumbline.dev/v1alpha1', 'Release', 'shop'),
  };
}

/** The server's answer to a dry run: it leaves exactly this. */
export const answer = (result: KubeObject): Answer => ({ result, left: [], removed: [], warnings: [] });

/** Decides and assembles; `answers` by the objects' names. */
export function planOf(known: Known, answers: Record<string, Answer> = {}): Assembled {
  const situation = situationOf(known);
  const decisions = withoutBlindAsks(decide(situation));
  const byKey = new Map(
    decisions.flatMap(({ id, key }) => {
      const given = answers[id.name];
      return given === undefined ? [] : [[key, given] as const];
    }),
  );
  return assemble(situation, decisions, byKey, { policy, findings: [], notAsked: [] });
}

export function planned({ plan }: Assembled, name: string): ObjectPlan {
  const found = plan.objects.find(({ id }) => id.name === name);
  if (found === undefined) throw new Error(`${name} is not in the plan`);
  return found;
}

export function decisionOf(decisions: Decision[], name: string): Decision {
  const found = decisions.find(({ id }) => id.name === name);
  if (found === undefined) throw new Error(`there is no decision about ${name}`);
  return found;
}
