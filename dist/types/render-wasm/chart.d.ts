import type { FileSet } from './files.ts';
import type { Problem } from './problems.ts';
export interface ChartOptions {
    files: FileSet;
    /** The folder with the Chart.yaml. What its `.helmignore` names is left out. */
    folder: string;
    /** In order: later ones win over earlier ones, and all over the chart's own values.yaml. */
    valuesFiles?: readonly ValuesFile[];
    /** These win over all files. A null takes the chart's default away. */
    values?: Readonly<Record<string, unknown>>;
    releaseName: string;
    namespace: string;
    /** `1.34`. Default: the version that this Helm is made for. */
    kubernetesVersion?: string;
    /** What the cluster serves beyond the API versions that Helm knows: `cert-manager.io/v1`, `cert-manager.io/v1/Issuer`. */
    apiVersions?: readonly string[];
    /** Sets `.Release.IsUpgrade` instead of `.Release.IsInstall`. */
    isUpgrade?: boolean;
}
/** A file of values, by its text, for it may lie outside of the chart or be decrypted. */
export interface ValuesFile {
    /** What a problem in it is placed at. */
    file: string;
    text: string;
}
/** One object as Helm prints it, or a file of crds/. */
export interface ChartDocument {
    text: string;
    /** What Helm's comment `# Source:` says: the names of the charts, then the path in the last of them. */
    source: string;
    /** The template's path among the files; the archive's for one in a packed chart; absent where it is not known. */
    file?: string;
}
export type HookEvent = 'pre-install' | 'post-install' | 'pre-upgrade' | 'post-upgrade' | 'pre-delete' | 'post-delete' | 'pre-rollback' | 'post-rollback' | 'test';
/** An object that is written at a point of a release's life, and is no part of the release. */
export interface Hook extends ChartDocument {
    kind: string;
    name: string;
    events: HookEvent[];
    /** Lower ones first. */
    weight: number;
    /** As the chart says it, in small letters: one that Helm does not know stays. None is `before-hook-creation`. */
    deletePolicies: string[];
}
export interface Chart {
    /** The chart's own. */
    name: string;
    /** The files of crds/ of the chart and its subcharts, which may hold several objects each. */
    crds: ChartDocument[];
    /** In Helm's order of kinds. */
    documents: ChartDocument[];
    /** In Helm's order of kinds; they are run by weight. */
    hooks: Hook[];
    notes: string;
    /**
     * Template functions called whose results are no function of the files: `randAlphaNum`, `genCA`, `now`,
     * `lookup`. Here they give the same at every rendering, so a password made by one is no secret.
     */
    impure: string[];
    warnings: Problem[];
}
/** What `helm template --include-crds` prints. */
export declare function printedChart({ crds, documents, hooks, }: Pick<Chart, 'crds' | 'documents' | 'hooks'>): string;
