import { displayId, kindKey } from '../manifests/identity.ts';
import { field, stringField } from '../manifests/json.ts';
import type { KubeObject } from '../manifests/types.ts';
import { widerAccess } from './access.ts';
import type { Decision, Situation } from './situation.ts';
import type { Action, FieldChange, Risk } from './types.ts';

const podOwners = new Set(['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps']);

/** What a reviewer should be warned of in one object. */
export function risksOf(
  decision: Decision,
  action: Action,
  fields: FieldChange[],
  scaled: ReadonlyMap<string, string>,
): Risk[] {
  const isWritten = action !== 'unchanged' && action !== 'skip';
  const risks = [...deletion(decision, action), ...(isWritten ? widerAccess(decision) : [])];
  const kind = kindKey(decision.id);
  if (podOwners.has(kind) && action !== 'delete' && decision.live !== undefined) {
    const restart = fields.some(
      ({ path, leftTo, causes }) =>
        leftTo === undefined &&
        path.startsWith('spec.template') &&
        !(causes.length === 1 && causes[0] === 'effect'),
    );
    if (restart) risks.push({ kind: 'pods-restart', message: podsRestart(decision.live) });
  }
  if (fields.some(({ path }) => /^spec\.selector(\.|\[|$)/.test(path)) && decision.live !== undefined) {
    risks.push({ kind: 'selector-change', message: 'the selector changes: other pods are matched' });
  }
  const autoscaler = scaled.get(decision.key);
  if (autoscaler !== undefined && field(decision.send, 'spec', 'replicas') !== undefined) {
    const message = `${autoscaler} scales it, and Git sets spec.replicas: ignore the field, or drop it from Git`;
    risks.push({ kind: 'autoscaler-fight', message });
  }
  return risks;
}

function podsRestart(live: KubeObject): string {
  const count = field(live, 'status', 'replicas') ?? field(live, 'status', 'currentNumberScheduled');
  if (typeof count !== 'number') return 'its pods restart';
  return count === 1 ? '1 pod restarts' : `${count} pods restart`;
}

function deletion(decision: Decision, action: Action): Risk[] {
  if (action === 'delete') return losses(decision);
  if (action !== 'replace') return [];
  const message = 'it is deleted and created again: a field cannot change';
  return [{ kind: 'immutable-field', message }, ...losses(decision)];
}

/** What goes with an object of the kind. */
function losses({ id, live }: Decision): Risk[] {
  switch (kindKey(id)) {
    case 'Namespace':
      return [{ kind: 'namespace-deletion', message: 'everything in the namespace goes with it' }];
    case 'CustomResourceDefinition.apiextensions.k8s.io':
      return [{ kind: 'crd-deletion', message: 'every object of its kind goes with it, in all namespaces' }];
    case 'PersistentVolumeClaim': {
      const size = stringField(live, 'spec', 'resources', 'requests', 'storage');
      const volume = size === undefined ? 'its volume' : `its ${size} volume`;
      return [{ kind: 'data-loss', message: `${volume} goes with it, where the reclaim policy is Delete` }];
    }
    case 'PersistentVolume':
    case 'StatefulSet.apps':
      return [{ kind: 'data-loss', message: 'data may be lost' }];
    default:
      return [];
  }
}

/** The objects that an autoscaler of the desired or live set scales, by idKey. */
export function scaledObjects(situation: Situation): Map<string, string> {
  const scaled = new Map<string, string>();
  const kind = 'HorizontalPodAutoscaler';
  const seen = [...situation.desired.map(({ object }) => object), ...situation.live.values()];
  for (const object of seen) {
    if (object.kind !== kind) continue;
    const target = field(object, 'spec', 'scaleTargetRef');
    const name = stringField(target, 'name');
    const owner = stringField(target, 'kind');
    const apiVersion = stringField(target, 'apiVersion') ?? '';
    if (name === undefined || owner === undefined) continue;
    const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
    const namespace = stringField(object.metadata, 'namespace');
    const autoscaler = {
      group: 'autoscaling',
      kind,
      name: object.metadata.name,
      ...(namespace && { namespace }),
    };
    scaled.set(`${owner}${group}/${namespace ?? ''}/${name}`, displayId(autoscaler));
  }
  return scaled;
}
