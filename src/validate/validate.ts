import type { PlumblineError } from '../errors/error.ts';
import { Texts } from '../manifests/position.ts';
import type { Manifest } from '../manifests/types.ts';
import type { Finding } from '../plan/types.ts';
import { checkApiVersion } from './api-versions.ts';
import { checkData } from './data.ts';
import { checkMetadata } from './metadata.ts';
import { checkName } from './names.ts';
import { checkPodSpec } from './pod-spec.ts';
import { asError, asFinding, type Complaint } from './report.ts';

export interface ValidationOptions {
  /** The files' texts, for exact places; without them, places are lines of documents. */
  texts?: Texts;
  /** Minor version of the cluster meant, `1.34`. Without it a removed API version is only a warning. */
  kubernetesVersion?: string;
}

export interface Validation {
  /** Warnings and notes. */
  findings: Finding[];
  /** What the API server would refuse, code MANIFEST_INVALID. */
  errors: PlumblineError[];
}

/** What can be told of manifests without a cluster and without schemas. */
export function validateManifests(
  manifests: readonly Manifest[],
  options: ValidationOptions = {},
): Validation {
  const { texts = new Texts(new Map()), kubernetesVersion } = options;
  const result: Validation = { findings: [], errors: [] };
  for (const manifest of manifests) {
    const { object } = manifest;
    const complaints: Complaint[] = [
      ...checkApiVersion(object, kubernetesVersion),
      ...checkName(object),
      ...checkMetadata(object),
      ...checkData(object),
      ...checkPodSpec(object),
    ];
    for (const complaint of complaints) {
      if (complaint.severity === 'error') result.errors.push(asError(complaint, manifest, texts));
      else result.findings.push(asFinding(complaint, manifest, texts));
    }
  }
  return result;
}
