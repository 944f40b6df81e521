export declare const kubernetesVersion = "v1.34.4";
export declare const types: Record<string, Record<string, string>>;
export declare const kinds: Record<string, string>;
export declare const plainKinds: string[];
