import type { Limits } from '../../wasm-sandbox/limits.ts';
export type Status = 'valid' | 'invalid' | 'skipped' | 'error';
/** What is wrong at one place of an object. */
export interface Problem {
    /** A JSON pointer (RFC 6901), such as `/spec/replicas`; empty for the object itself. */
    path: string;
    message: string;
}
/** What is said of one object. */
export interface Result {
    /** The index of the object, of its list, or of its file, in what was handed in. */
    source: number;
    status: Status;
    apiVersion: string;
    kind: string;
    namespace?: string;
    name: string;
    /** kubeconform's own words, where the status is invalid or error. */
    message?: string;
    /** Where the status is invalid: each field that is wrong, by path. */
    errors?: Problem[];
    /** The `validationErrors` of kubeconform's JSON, which often name only the object around the field. */
    nativeErrors?: Problem[];
    /** What the schema of the kind asks for and was not looked at. */
    warnings?: string[];
}
/** A JSON Schema for one kind. */
export interface KindSchema {
    apiVersion: string;
    kind: string;
    schema: object;
}
export interface ValidatorOptions {
    /** `1.36`, `1.36.2` or `v1.36.2`; by default `master`, the newest. */
    kubernetesVersion?: string;
    /** Fields that the schema does not have, and keys written twice, are wrong. */
    strict?: boolean;
    /** Kinds (`Secret`, `v1/Secret`) that are not looked at. */
    skip?: readonly string[];
    /** Kinds that are an error. */
    reject?: readonly string[];
    /** Objects of kinds without a schema are skipped, and not an error. */
    ignoreMissingSchemas?: boolean;
    /**
     * CustomResourceDefinitions, as objects or among the documents of a text of YAML, and JSON Schemas of kinds:
     * they come before all others.
     */
    schemas?: readonly (string | KindSchema | {
        kind: 'CustomResourceDefinition';
    })[];
    /** Paths of files as kubeconform's `-schema-location` has them, in order; `default` are those inside. */
    schemaLocations?: readonly string[];
    /** How many workers judge at the same time; by default one, and two where there are many objects. */
    workers?: number;
    limits?: Partial<Limits>;
}
/** Judges objects as kubeconform does. Its workers end with `close()`, or with the block that it is `using`. */
export interface Validator extends AsyncDisposable {
    /** Judges objects, each item of a list by itself; or the documents of a text of YAML or JSON. */
    validate(input: string | readonly unknown[]): Promise<Result[]>;
    close(): Promise<void>;
}
