import type { SemVer } from 'semver';
/** A version as Helm takes it in an index: `v` before it, and parts left out. Undefined where it is none. */
export declare function parseVersion(text: string): SemVer | undefined;
/** Whether a version is asked for by itself, not by a range. */
export declare const isExact: (text: string) => boolean;
/** A range of versions as Helm reads it: Masterminds/semver's grammar and meaning, which are not npm's. */
export declare class VersionRange {
    #private;
    private constructor();
    /** Undefined where the text is no range. */
    static parse(text: string): VersionRange | undefined;
    /** A pre-release is asked for only by a group that names one itself. */
    has(version: SemVer): boolean;
}
