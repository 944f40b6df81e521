export type KubeconformErrorCode = 
/** There are no schemas inside for this version of Kubernetes. */
'UNSUPPORTED_VERSION'
/** A place of schemas, or a schema that was given, is not one. */
 | 'SCHEMA_INVALID';
/** What is wrong with the options. What goes past a limit while judging is a `SandboxError`. */
export declare class KubeconformError extends Error {
    readonly name = "KubeconformError";
    readonly code: KubeconformErrorCode;
    constructor(code: KubeconformErrorCode, message: string, options?: ErrorOptions);
}
