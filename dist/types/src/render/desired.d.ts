import type { Config, Target } from '../config/types.ts';
import { PlumblineError } from '../errors/error.ts';
import type { Texts } from '../manifests/position.ts';
import { type Sensitive } from '../manifests/sensitive.ts';
import type { Manifest } from '../manifests/types.ts';
import { type Hooks } from '../plan/hooks.ts';
import type { Finding } from '../plan/types.ts';
import type { Engine } from './engine.ts';
import type { Fetcher } from './remote/fetcher.ts';
import type { Identities } from './sops/identities.ts';
import type { FileSource } from './sources.ts';
export interface DesiredOptions {
    config: Config;
    target: Target;
    source: FileSource;
    /** Whether a kind is namespaced, as discovery or the record knows; asked only for kinds not known offline. */
    lookup?: (group: string, kind: string) => boolean | undefined | Promise<boolean | undefined>;
    /** Namespace of the kubeconfig's context, for targets without one. Default `default`. */
    contextNamespace?: string;
    /** The age keys that encrypted files are decrypted with; default: none. */
    identities?: Identities;
    /** Where no age key is given, encrypted manifests are refused, or left out and told. Default: refuse. */
    encrypted?: 'refuse' | 'leave-out';
    /** Told what was decrypted, beside what was before, so that none of it is shown. */
    sensitive?: Sensitive;
    /** Renders kustomizations and charts; default: one for this call alone. */
    engine?: Engine;
    /** Fetches the charts and bases from elsewhere that plumbline.lock pins; default: without a login. */
    fetcher?: Fetcher;
    /** A missing path or an empty folder is an empty set, not an error: the other side of a comparison. */
    mayBeEmpty?: boolean;
}
export interface DesiredSet {
    manifests: Manifest[];
    /** Warnings and notes only. */
    findings: Finding[];
    /** Of a chart that has any. */
    hooks?: Hooks;
    /** Of the files, for the places of values. */
    texts?: Texts;
    /** Where something was decrypted: what must not be shown. */
    sensitive?: Sensitive;
}
/**
 * The desired objects of a target: rendered, normalised, namespaced, validated offline.
 * @throws PATH_NOT_FOUND, EMPTY_RENDER, UNSUPPORTED; RENDER_FAILED and the limits of rendering; MANIFEST_SYNTAX,
 * MANIFEST_INVALID, MANIFEST_TOO_LARGE, DUPLICATE_OBJECT: every mistake is told, the first with the rest as `others`
 */
export declare function loadDesired(options: DesiredOptions): Promise<DesiredSet>;
/** The same with the mistakes beside what is right, for reports that show both. @throws what is no mistake in a manifest */
export declare function inspectDesired(options: DesiredOptions): Promise<DesiredSet & {
    errors: PlumblineError[];
}>;
