import type { Texts } from '../manifests/position.ts';
import { type Sensitive } from '../manifests/sensitive.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import type { SchemaCheck } from '../validate/schemas.ts';
import type { Validation } from '../validate/validate.ts';
/** What of a rendered set tells places, and what must not be shown. */
export interface Rendering {
    texts?: Texts;
    sensitive?: Sensitive;
}
export interface JudgeOptions {
    kubernetesVersion?: string | undefined;
    /** CustomResourceDefinitions of the whole set, where only a part of it is judged. */
    definitions?: readonly KubeObject[];
}
/** Judges manifests of a rendered set by their schemas. */
export interface Judge {
    /** Nothing that was decrypted is in what is said. */
    judge(manifests: readonly Manifest[], rendering: Rendering, options?: JudgeOptions): Promise<Validation>;
}
export declare const judgeBy: (schemas: SchemaCheck) => Judge;
