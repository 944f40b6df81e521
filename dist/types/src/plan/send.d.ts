import type { IgnoreRule } from '../config/types.ts';
import type { Path } from '../manifests/path.ts';
import type { Structure } from '../manifests/structure.ts';
import type { Json, KubeObject, Manifest } from '../manifests/types.ts';
import { type Membership } from './ownership.ts';
/** The object with the label and annotation of its release: what makes it ours in the cluster. */
export declare function withMembership(object: KubeObject, membership: Membership): KubeObject;
/** The manifest without the fields that the rules name by path: what Git has a say in. */
export declare function governed(manifest: Manifest, rules: IgnoreRule[], structure: Structure | undefined): KubeObject;
export interface Sending {
    object: KubeObject;
    handover: {
        path: Path;
        value: Json;
    }[];
}
/**
 * What server-side apply is to send for a manifest: ignored fields left out, membership added. Those ignored
 * fields that we own on the live object are to be handed over first, or the server would reset them; also
 * those that have left Git with the same change that ignores them.
 */
export declare function sending(manifest: Manifest, membership: Membership, rules: IgnoreRule[], live: KubeObject | undefined, structure: Structure | undefined): Sending;
