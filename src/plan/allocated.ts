import { kindKey } from '../manifests/identity.ts';
import type { Path } from '../manifests/path.ts';
import { matches, type Pattern, parsePattern } from '../manifests/pattern.ts';
import type { Json, ObjectId } from '../manifests/types.ts';

// Addresses and ports of a Service, and the selector of a Job, which is made from its uid.
const allocated: Record<string, Pattern[]> = {
  Service: ['spec.clusterIP', 'spec.clusterIPs', 'spec.healthCheckNodePort', 'spec.ports[*].nodePort'].map(
    parsePattern,
  ),
  'Job.batch': [
    'spec.selector.matchLabels',
    'spec.template.metadata.labels.controller-uid',
    'spec.template.metadata.labels["batch.kubernetes.io/controller-uid"]',
  ].map(parsePattern),
};

// The volume by which admission mounts a Pod's token.
const tokenVolume = /\bkube-api-access-[a-z0-9]{5}\b/;

/** Whether the API server draws this value anew, each time that nobody gives it. */
export function isAllocated(id: ObjectId, path: Path, value: Json | undefined): boolean {
  const kind = kindKey(id);
  if (allocated[kind]?.some((pattern) => matches(pattern, path)) === true) return true;
  if (kind !== 'Pod') return false;
  return (
    path.some((token) => tokenVolume.test(token)) || (typeof value === 'string' && tokenVolume.test(value))
  );
}
