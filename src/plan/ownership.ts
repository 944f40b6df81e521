import { annotationsOf, consentEntry, labelOf, labelsOf } from '../manifests/identity.ts';
import { stringField } from '../manifests/json.ts';
import type { JsonObject, KubeObject, ObjectId } from '../manifests/types.ts';
import { applysetId } from '../release/id.ts';

export const partOfLabel = 'applyset.kubernetes.io/part-of';
export const releaseAnnotation = 'plumbline.dev/release';

/** What makes an object ours in the cluster. */
export interface Membership {
  /** The part-of label. */
  id: string;
  /** The release annotation. */
  release: string;
  /** The part-of label of the release that is taken over (`movedFrom`). */
  formerId?: string;
}

export function isMember(object: KubeObject, { id, formerId }: Membership): boolean {
  const partOf = labelOf(object, partOfLabel);
  return partOf !== undefined && (partOf === id || partOf === formerId);
}

/** Who else claims an object: the tool and its unit, as people know them. */
export interface Owner {
  tool: string;
  name?: string;
}

const isController = (manager: string): boolean =>
  /^(kube-|k3s|kubelet$|cloud-controller|plumbline)/.test(manager);
const isKubectl = (manager: string): boolean => /^(kubectl($|-)|before-first-apply$)/.test(manager);

/**
 * The owner other than us that an existing object shows, undefined where none does: another ApplySet or
 * release, Helm, Flux, Argo CD by their marks (Helm's `meta.helm.sh/release-name`, Flux's
 * `kustomize.toolkit.fluxcd.io/name`, Argo CD's `argocd.argoproj.io/tracking-id`), an owning controller,
 * or the first manager that is neither kubectl nor part of Kubernetes.
 */
export function foreignOwner(object: KubeObject, ourId: string): Owner | undefined {
  const labels = labelsOf(object);
  const annotations = annotationsOf(object);
  const partOf = labels[partOfLabel];
  if (partOf !== undefined && partOf !== ourId) {
    const release = annotations[releaseAnnotation];
    // The annotation may be that of an earlier owner: the label decides whose it is.
    return release !== undefined && idOfRelease(release) === partOf
      ? { tool: 'Plumbline release', name: release }
      : { tool: 'ApplySet', name: partOf };
  }
  const helm = annotations['meta.helm.sh/release-name'];
  if (helm !== undefined) {
    return { tool: 'Helm', name: `${annotations['meta.helm.sh/release-namespace'] ?? ''}/${helm}` };
  }
  const flux = labels['kustomize.toolkit.fluxcd.io/name'] ?? labels['helm.toolkit.fluxcd.io/name'];
  if (flux !== undefined) return { tool: 'Flux', name: flux };
  const argo = annotations['argocd.argoproj.io/tracking-id'];
  if (argo !== undefined) return { tool: 'Argo CD', name: argo.split(':')[0] ?? argo };
  const controller = controllerOf(object);
  if (controller !== undefined) return controller;
  return otherManager(object);
}

/** The part-of id of a release by the value of its annotation, `namespace/name`. */
function idOfRelease(release: string): string {
  const [namespace = '', name = ''] = release.split('/');
  return applysetId(name, namespace);
}

function controllerOf(object: KubeObject): Owner | undefined {
  const owners = object.metadata.ownerReferences;
  if (!Array.isArray(owners)) return undefined;
  const owner = owners.find((reference) => (reference as JsonObject).controller === true);
  if (owner === undefined) return undefined;
  return { tool: stringField(owner, 'kind') ?? 'controller', name: stringField(owner, 'name') ?? '' };
}

function otherManager(object: KubeObject): Owner | undefined {
  const entries = object.metadata.managedFields;
  if (!Array.isArray(entries)) return undefined;
  for (const entry of entries) {
    const manager = stringField(entry, 'manager') ?? '';
    if (stringField(entry, 'subresource') !== undefined) continue;
    if (manager === 'argocd-controller' || manager === 'argocd-application-controller')
      return { tool: 'Argo CD' };
    if (manager === 'helm' || manager === 'Helm') return { tool: 'Helm' };
    if (/^(kustomize-controller|helm-controller|flux)/.test(manager)) return { tool: 'Flux' };
    if (manager !== '' && !isKubectl(manager) && !isController(manager)) return { tool: manager };
  }
  return undefined;
}

/** Whether the target may take this object over: kubectl's by default, others only when named. */
export function mayAdopt(
  id: ObjectId,
  owner: Owner | undefined,
  adopt: 'kubectl' | 'never' | string[],
): boolean {
  if (Array.isArray(adopt)) return adopt.includes(consentEntry(id));
  return adopt === 'kubectl' && owner === undefined;
}

export function displayOwner(owner: Owner): string {
  return owner.name === undefined ? owner.tool : `${owner.tool} ${owner.name}`;
}
