export interface LocationVersion {
    /** `master`, or numbers without `v`. */
    kubernetesVersion: string;
    strict: boolean;
}
/** Schemas in files: kubeconform's `-schema-location`, a path that holds the parts of a kind in `{{ .Name }}`. */
export declare class SchemaLocation {
    #private;
    constructor(location: string, version: LocationVersion);
    /** The text of what the module asks for: a kind's schema and its URL, or null where there is none. */
    schemaOf(apiVersion: string, kind: string): Promise<{
        url: string;
        schema: unknown;
    } | null>;
    holds(path: string): boolean;
}
/** The schema in a file that another schema refers to, or null: it must be below one of the locations. */
export declare function referredSchema(url: string, locations: readonly (SchemaLocation | undefined)[]): Promise<unknown>;
