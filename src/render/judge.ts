import type { Texts } from '../manifests/position.ts';
import { type Sensitive, scrubbed } from '../manifests/sensitive.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import type { SchemaCheck } from '../validate/schemas.ts';
import type { Validation } from '../validate/validate.ts';
import { withoutDecrypted } from './secrets.ts';

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

export const judgeBy = (schemas: SchemaCheck): Judge => ({
  async judge(manifests, { texts, sensitive }, { kubernetesVersion, definitions = [] } = {}) {
    const validation = await schemas.check(manifests, {
      definitions,
      ...(texts !== undefined && { texts }),
      ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    });
    if (sensitive === undefined) return validation;
    return {
      findings: scrubbed(validation.findings, sensitive),
      errors: validation.errors.map((error) => withoutDecrypted(error, sensitive)),
    };
  },
});
