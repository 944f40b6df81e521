import { Texts } from '../manifests/position.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import type { Validation } from './validate.ts';
export interface SandboxLimits {
    timeoutMs?: number;
    stackMb?: number;
}
export interface SchemaOptions {
    /** Minor version of the cluster meant; without it the newest that there are schemas for. */
    kubernetesVersion?: string;
    /** CustomResourceDefinitions beside those among the manifests. */
    definitions?: readonly KubeObject[];
    texts?: Texts;
}
/**
 * Judges manifests by the schemas of Kubernetes and of CustomResourceDefinitions, in the sandbox. Nothing is
 * loaded before there is something to judge.
 */
export declare class SchemaCheck implements AsyncDisposable {
    #private;
    /** @param limits of one call; what is left out is as the sandbox has it */
    constructor({ timeoutMs, stackMb }?: SandboxLimits);
    /** @throws LIMIT_TIME, LIMIT_MEMORY, LIMIT_DEPTH, LIMIT_SIZE */
    check(manifests: readonly Manifest[], options?: SchemaOptions): Promise<Validation>;
    close(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}
