/** The Kubernetes minors whose schemas are inside, oldest first. */
export declare const kubernetesVersions: readonly ['1.34', '1.35', '1.36', '1.37'];
/** The section of the bundle for a version in any form (`1.36`, `v1.36.2`), the newest for `master`. */
export declare function sectionOf(version: string): Promise<string>;
/** Throws where there are no schemas for the version. */
export declare function minorOf(version: string): string;
