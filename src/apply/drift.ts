import type { ClusterClient } from '../cluster/types.ts';
import { foreignFields } from '../drift/foreign.ts';
import type { DriftState, ForeignField, ObjectDrift, TargetDrift } from '../drift/types.ts';
import { apiVersionOf, idKey, kindKey } from '../manifests/identity.ts';
import { sameJson } from '../manifests/json.ts';
import { renderPath } from '../manifests/path.ts';
import type { Manifest } from '../manifests/types.ts';
import { decide } from '../plan/decide.ts';
import { describeObject, refusedAsk, settledAction } from '../plan/describe.ts';
import { isLostWhenMissing, objectPolicy } from '../plan/policy.ts';
import type { Answer, Decision, PlanTarget, Situation } from '../plan/situation.ts';
import { pauseOf } from '../release/pause.ts';
import type { Release, Revision } from '../release/types.ts';
import { hideSensitive } from './hidden.ts';
import { Observer } from './observe.ts';
import { asking, difference } from './preview.ts';
import { ResourceMap } from './resources.ts';
import { settle } from './settle.ts';
import { StructureMap } from './structures.ts';

/** A drift check with what a revert needs to carry it out. */
export interface DriftCheck {
  report: TargetDrift;
  situation: Situation;
  resources: ResourceMap;
  /** The decision behind each reported object, by idKey. */
  decisions: Map<string, Decision>;
  /** Objects that looked suspect and are as they should be: their baseline is to be renewed. */
  renewed: Decision[];
}

/**
 * Looks for drift in one release. It needs the record alone, neither Git nor a renderer: one LIST per kind,
 * and a dry run of what looks suspect.
 */
export async function checkDrift(client: ClusterClient, release: Release): Promise<DriftCheck> {
  const started = performance.now();
  const counted = { ...client.requests };
  const { manifests, notAsked } = checkable(release);
  hideSensitive([client], manifests);
  const { resources, structures, ...looked } = await look(client, release, manifests);
  const { situation, decisions, answers } = await settle(client, looked.situation, {
    decide: (now) => decide(now).filter(({ git }) => git !== 'removed'),
    load: (open) => structures.load(client, resources, asking(open)),
  });
  const found = new Map<string, Decision>();
  const renewed: Decision[] = [];
  const objects: ObjectDrift[] = [];
  for (const decision of decisions) {
    const drift = describe(situation, decision, answers.get(decision.key));
    if (drift === 'clean') {
      if (decision.ask) renewed.push(decision);
      continue;
    }
    found.set(decision.key, decision);
    objects.push(drift);
  }
  const current = release.current as Revision;
  const paused = pauseOf(release, client.now());
  const report: TargetDrift = {
    target: release.name,
    cluster: client.context ?? client.server,
    release: {
      revision: current.revision,
      commit: current.source.commit,
      ...(release.pending !== undefined && { pending: release.pending.phase }),
    },
    ...(paused !== undefined && { paused }),
    objects,
    foreign: current.policy.drift.foreign === 'warn' ? foreign(situation) : [],
    checked: manifests.length,
    reverted: 0,
    notAsked: [...notAsked, ...[...situation.unreadable].map(([kind, why]) => `${kind}: ${why}`)],
    stats: {
      milliseconds: Math.round(performance.now() - started),
      requests: difference(counted, client.requests),
    },
  };
  return { report, situation, resources, decisions: found, renewed };
}

/** While an apply is pending, what it changes is its own business. */
function checkable(release: Release): { manifests: Manifest[]; notAsked: string[] } {
  const current = release.current?.manifests ?? [];
  if (release.pending === undefined) return { manifests: current, notAsked: [] };
  const pending = new Map(release.pending.manifests.map(({ id, object }) => [idKey(id), object]));
  const manifests = current.filter(({ id, object }) => sameJson(pending.get(idKey(id)), object));
  const left = current.length - manifests.length;
  const why = `${left} objects that an unfinished apply (${release.pending.phase}) changes were not checked`;
  return { manifests, notAsked: left === 0 ? [] : [why] };
}

async function look(
  client: ClusterClient,
  release: Release,
  manifests: Manifest[],
): Promise<{ situation: Situation; resources: ResourceMap; structures: StructureMap }> {
  const current = release.current as Revision;
  const resources = new ResourceMap();
  resources.addRelease(release);
  const structures = new StructureMap();
  structures.addDefinitions(manifests);
  const wanted = manifests.flatMap(({ id, object }) => {
    const resource = resources.of(object);
    return resource === undefined ? [] : [{ id, resource }];
  });
  const observed = await new Observer(client, release.id).observe(wanted, { labelled: true });
  // Neither read nor written as it is recorded: an apply has to bring another version.
  for (const { resource } of observed.unserved) {
    const apiVersion = apiVersionOf(resource.group, resource.version);
    observed.unreadable.set(kindKey(resource), `the cluster does not serve it in ${apiVersion} any more`);
  }
  const target: PlanTarget = {
    name: release.name,
    createNamespace: false,
    prune: { enabled: false, maxDeletions: 0 },
    allowDestroy: [],
    adopt: 'never',
    takeover: current.policy.takeover,
    ignore: current.policy.ignore,
  };
  const { pending: _pending, ...settled } = release;
  const situation: Situation = {
    target,
    source: current.source,
    desired: manifests,
    release: settled,
    membership: { id: release.id, release: `${release.namespace}/${release.name}` },
    live: observed.live,
    strays: [],
    resource: (id, object) => (object && resources.of(object)) ?? resources.ofId(id),
    unreadable: observed.unreadable,
    structure: (apiVersion, kind) => structures.of(apiVersion, kind),
    mode: 'preview',
  };
  return { situation, resources, structures };
}

function describe(
  situation: Situation,
  decision: Decision,
  answer: Answer | undefined,
): ObjectDrift | 'clean' {
  const { id, check } = decision;
  const apiVersion = decision.desired?.object.apiVersion ?? '';
  if (decision.effectNotAsked !== undefined && situation.unreadable.has(kindKey(id))) {
    return { id, apiVersion, state: 'unknown', fields: [], reason: decision.effectNotAsked };
  }
  if (decision.ending !== undefined) {
    return { id, apiVersion, state: 'terminating', fields: [], reason: 'it is being deleted' };
  }
  const action = settledAction(decision, answer);
  if (action === 'unchanged') return 'clean';
  if (action === 'skip') {
    return {
      id,
      apiVersion,
      state: 'ignored',
      fields: [],
      ...(decision.reason && { reason: decision.reason }),
    };
  }
  const object = describeObject(situation, decision, answer, action, undefined, new Map());
  const by = object.fields.find((change) => change.by !== undefined)?.by;
  const reason = explain(decision, answer) ?? object.reason;
  return {
    id,
    apiVersion,
    state: stateOf(decision, action, object.fields.length),
    fields: object.fields,
    ...(by !== undefined && { by }),
    ...(reason !== undefined && { reason }),
    ...faultOf(answer),
    ...(check?.verdict === 'recreated' && { reason: 'it was deleted and created again by somebody else' }),
  };
}

/** What went wrong in asking; that an object can only be replaced is no fault, but an answer. */
function faultOf(answer: Answer | undefined): Pick<ObjectDrift, 'error'> {
  const error = answer?.error;
  if (error === undefined || error.code === 'IMMUTABLE' || refusedAsk(answer) !== undefined) return {};
  return { error: error.message };
}

function stateOf(decision: Decision, action: string, fields: number): DriftState {
  if (action === 'replace') return 'needs-apply';
  if (decision.live === undefined) return isLostWhenMissing(decision.id) ? 'data-lost' : 'missing';
  if (decision.desired !== undefined && objectPolicy.drift(decision.desired.object) === 'off')
    return 'ignored';
  return fields === 0 ? 'ownership-lost' : 'drifted';
}

function explain(decision: Decision, answer: Answer | undefined): string | undefined {
  if (answer?.error?.code === 'IMMUTABLE')
    return 'a field that cannot change was changed: only an apply may replace it';
  if (decision.live === undefined && isLostWhenMissing(decision.id)) {
    return 'its data went with it: only an apply with consent creates it again';
  }
  return undefined;
}

function foreign({ desired, live: objects, release }: Situation): ForeignField[] {
  return desired.flatMap(({ id }) => {
    const key = idKey(id);
    const live = objects.get(key);
    if (live === undefined) return [];
    // What was ours and another has taken is drift, not added.
    return foreignFields(live, release?.baselines.get(key)?.fields).map(({ path, by }) => ({
      id,
      path: renderPath(path),
      by,
    }));
  });
}
