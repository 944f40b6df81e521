import { type Pattern } from '../manifests/pattern.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import type { Baseline } from '../release/types.ts';
import type { Check } from './types.ts';
/** What is remembered of the server's answer to a server-side apply of a manifest, to check the object by. */
export declare function baselineOf(manifest: Manifest, response: KubeObject, manager?: string): Baseline;
/** The baseline, if it is of this manifest: one of another tells nothing. */
export declare function baselineFor(manifest: Manifest | undefined, baseline: Baseline | undefined): Baseline | undefined;
/** sha256, hex, of the canonical manifest: tells whether a baseline was made from it. */
export declare function manifestDigest(manifest: Manifest): string;
/**
 * Compares a live object with its baseline at what we own: uid, values, the order of our list items, our
 * field set. `clean` means that applying the manifest again would change nothing, as long as admission and
 * schemas are those of the baseline; everything else is a suspicion that a dry run settles. resourceVersion
 * and time are not looked at: neither proves anything.
 */
export declare function checkObject(baseline: Baseline | undefined, live: KubeObject | undefined, ignore?: readonly Pattern[]): Check;
