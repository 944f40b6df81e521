import type { Validator, ValidatorOptions } from './types.ts';
export { SandboxError, type SandboxErrorCode } from '../../wasm-sandbox/errors.ts';
export type { Limits } from '../../wasm-sandbox/limits.ts';
export { kubernetesVersions } from './bundle.ts';
export { KubeconformError, type KubeconformErrorCode } from './errors.ts';
export type { KindSchema, Problem, Result, Status, Validator, ValidatorOptions } from './types.ts';
/** A validator with its schemas; its worker starts at once, and is ready when the first objects come. */
export declare function createValidator(options?: ValidatorOptions): Promise<Validator>;
