import { leaves, otherEntries, ownEntry, owns } from '../manifests/fieldset.ts';
import { type Path, pathKey } from '../manifests/path.ts';
import type { Json, KubeObject } from '../manifests/types.ts';
import type { Author } from '../plan/types.ts';
import { authorOf } from './blame.ts';
import { isController, isOurs } from './managers.ts';

export interface ForeignPath {
  path: Path;
  by: Author;
}

/** Where the pod's spec stands in each kind that has one. */
const podSpecs: Record<string, Path> = {
  Pod: ['f:spec'],
  Deployment: ['f:spec', 'f:template', 'f:spec'],
  StatefulSet: ['f:spec', 'f:template', 'f:spec'],
  DaemonSet: ['f:spec', 'f:template', 'f:spec'],
  ReplicaSet: ['f:spec', 'f:template', 'f:spec'],
  ReplicationController: ['f:spec', 'f:template', 'f:spec'],
  Job: ['f:spec', 'f:template', 'f:spec'],
  CronJob: ['f:spec', 'f:jobTemplate', 'f:spec', 'f:template', 'f:spec'],
};

const itemLists = new Set(['f:containers', 'f:initContainers', 'f:ephemeralContainers', 'f:volumes']);
const podFields = new Set([
  'f:securityContext',
  'f:hostNetwork',
  'f:hostPID',
  'f:hostIPC',
  'f:hostUsers',
  'f:shareProcessNamespace',
  'f:serviceAccountName',
  'f:automountServiceAccountToken',
]);
// Within a container or volume of ours: what changes what runs, with which rights, and what it reaches.
const itemFields = new Set([
  'f:command',
  'f:args',
  'f:securityContext',
  'f:volumeMounts',
  'f:volumeDevices',
  'f:lifecycle',
  'f:hostPath',
]);

/**
 * What others added to a workload beside our fields and what matters to its safety: containers, commands,
 * security contexts, host access, volumes. Taken from managedFields alone; statuses and the managers of
 * Kubernetes and of known controllers are left out. An added container or volume is one entry.
 * @param ours the fields that are ours: the baseline's, so that one taken from us counts as drift, not as added
 */
export function foreignFields(
  live: KubeObject,
  ours: Json | undefined = ownEntry(live)?.fieldsV1,
): ForeignPath[] {
  const spec = podSpecs[live.kind];
  if (spec === undefined) return [];
  const found = new Map<string, ForeignPath>();
  for (const entry of otherEntries(live)) {
    const by = authorOf(entry);
    if (entry.subresource === 'status' || isController(by.manager) || isOurs(by.manager)) continue;
    for (const leaf of leaves(entry.fieldsV1 ?? {})) {
      const path = reportable(leaf, spec, ours);
      if (path !== undefined && !found.has(pathKey(path))) found.set(pathKey(path), { path, by });
    }
  }
  return [...found.values()];
}

/** The path to report for a leaf that somebody else owns: the whole item, where it is not ours. */
function reportable(leaf: Path, spec: Path, ours: Json | undefined): Path | undefined {
  if (!spec.every((token, index) => leaf[index] === token)) return undefined;
  const [name = '', , within = ''] = leaf.slice(spec.length);
  if (podFields.has(name)) return owns(ours, leaf) ? undefined : leaf;
  if (!itemLists.has(name)) return undefined;
  const item = leaf.slice(0, spec.length + 2);
  if (!owns(ours, item)) return item;
  return itemFields.has(within) && !owns(ours, leaf) ? leaf : undefined;
}
