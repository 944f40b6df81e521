import type { JsonObject } from '../manifests/types.ts';
/** One ignore rule: paths in the syntax of field paths (`[*]` for all), or everything that a manager owns. */
export interface IgnoreRule {
    group?: string;
    kind?: string;
    namespace?: string;
    name?: string;
    paths?: string[];
    managers?: string[];
}
/** A target with every default filled in. Durations are milliseconds. */
export interface Target {
    name: string;
    context?: string;
    /** Relative to the folder of plumbline.yaml. */
    path: string;
    namespace?: string;
    createNamespace: boolean;
    release: {
        namespace: string;
        serviceAccount?: string;
    };
    dependsOn: string[];
    movedFrom?: {
        name: string;
    };
    prune: {
        enabled: boolean;
        maxDeletions: number;
    };
    /** `KIND/NAMESPACE/NAME`, or `KIND/NAME` for cluster-scoped objects. */
    allowDestroy: string[];
    adopt: 'kubectl' | 'never' | string[];
    /** Managers whose left-behind fields an apply removes; globs with a final `*`. */
    takeover: string[];
    wait: {
        enabled: boolean;
        timeout: number;
    };
    onFailure: 'stop' | 'rollback';
    onInterrupted: 'resume' | 'rollback' | 'report';
    drift: {
        mode: 'revert' | 'warn' | 'off';
        foreign: 'ignore' | 'warn';
    };
    ignore: IgnoreRule[];
    kubernetesVersion?: string;
    helm?: HelmOptions;
    /** Values of variables, by name; undefined leaves manifests as they are. */
    substitute?: Record<string, string>;
    decryption?: {
        provider: 'sops';
    };
}
/** How a target's chart is rendered. */
export interface HelmOptions {
    /** The chart, where it is not in the repository. */
    chart?: {
        repository: string;
        name: string;
        version: string;
    };
    /** Default: the name of the target. */
    releaseName?: string;
    /** Relative to the path of the target; later ones win. */
    valuesFiles?: string[];
    /** These win over all files. */
    values?: JsonObject;
    /** What the cluster serves beyond the API versions that Helm knows. */
    apiVersions?: string[];
    /** Templates may call functions of chance. */
    allowRandom?: boolean;
}
/** Places below an address, and what may be done to reach them beyond an anonymous request to a public address. */
export interface RemoteRule {
    /** `https://HOST[/PATH]`, `oci://HOST[/PATH]` or `ssh://HOST[/PATH]`. */
    prefix: string;
    /** The login of this machine for that host may be used. */
    login: boolean;
    /** The host may have an address that is not of the public internet. */
    privateNetwork: boolean;
}
export interface Config {
    /** Absolute path of plumbline.yaml. */
    file: string;
    /** Absolute folder it stands in. */
    folder: string;
    targets: Target[];
    remotes: RemoteRule[];
}
