import type { Place } from '../../errors/error.ts';
/** A chart as Chart.yaml's dependencies name it. */
export interface ChartReference {
    kind: 'chart';
    /** `oci://HOST/PATH` or `https://HOST/PATH`, the chart's name not in it. */
    repository: string;
    name: string;
    /** A version or a range, as Helm reads it. */
    version: string;
}
/** A folder of a Git repository, as a kustomization names it. */
export interface BaseReference {
    kind: 'base';
    /** `https://HOST/PATH` or `ssh://USER@HOST/PATH`. */
    repository: string;
    /** Folder of the kustomization in it; `.` for its root. */
    path: string;
    /** Branch, tag or commit; '' for the default branch. */
    ref: string;
}
/** A single file, as a kustomization names it. */
export interface FileReference {
    kind: 'file';
    url: string;
}
/** Something that a target is rendered from and that is not in its repository. */
export type RemoteReference = ChartReference | BaseReference | FileReference;
/** What the bytes are: without them, or with others, nothing is rendered. */
export interface Pinned {
    /** `sha256:` and 64 digits: of the archive or file; of a base, of its files as packFiles writes them. */
    digest: string;
    /** Bytes. */
    size: number;
}
export type ChartEntry = ChartReference & Pinned & {
    /** The version. */
    resolved: string;
    /** Where the archive is fetched from. */
    location: string;
};
export type BaseEntry = BaseReference & Pinned & {
    commit: string;
};
export type FileEntry = FileReference & Pinned;
export type LockEntry = ChartEntry | BaseEntry | FileEntry;
/** plumbline.lock: one entry per remote thing. */
export interface Lock {
    entries: LockEntry[];
}
/** A remote thing, and where it is asked for. */
export interface Asked<Reference extends RemoteReference = RemoteReference> {
    reference: Reference;
    place: Place;
}
/** Contents by path. */
export type Files = Map<string, Uint8Array>;
/** One text per reference, equal for the same: what entries are found and sorted by. */
export declare function keyOf(reference: RemoteReference): string;
/** A reference as people read it. */
export declare function describe(reference: RemoteReference): string;
/** What an entry is pinned to, in a word. */
export declare function pinOf(entry: LockEntry): string;
