import type { KubeObject, ObjectId } from '../manifests/types.ts';
export declare const partOfLabel = "applyset.kubernetes.io/part-of";
export declare const releaseAnnotation = "plumbline.dev/release";
/** What makes an object ours in the cluster. */
export interface Membership {
    /** The part-of label. */
    id: string;
    /** The release annotation. */
    release: string;
    /** The part-of label of the release that is taken over (`movedFrom`). */
    formerId?: string;
}
export declare function isMember(object: KubeObject, { id, formerId }: Membership): boolean;
/** Who else claims an object: the tool and its unit, as people know them. */
export interface Owner {
    tool: string;
    name?: string;
}
/**
 * The owner other than us that an existing object shows, undefined where none does: another ApplySet or
 * release, Helm, Flux, Argo CD by their marks (Helm's `meta.helm.sh/release-name`, Flux's
 * `kustomize.toolkit.fluxcd.io/name`, Argo CD's `argocd.argoproj.io/tracking-id`), an owning controller,
 * or the first manager that is neither kubectl nor part of Kubernetes.
 */
export declare function foreignOwner(object: KubeObject, ourId: string): Owner | undefined;
/** Whether the target may take this object over: kubectl's by default, others only when named. */
export declare function mayAdopt(id: ObjectId, owner: Owner | undefined, adopt: 'kubectl' | 'never' | string[]): boolean;
export declare function displayOwner(owner: Owner): string;
