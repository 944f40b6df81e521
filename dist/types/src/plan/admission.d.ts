import type { Json } from '../manifests/types.ts';
import type { Decision } from './situation.ts';
/** Which objects a webhook or policy is called for. */
export interface AdmissionRules {
    /** The configuration, for people. */
    by: string;
    /** Each with `apiGroups` and `resources`. */
    rules: Json[];
}
/** The rules of all webhooks and admission policies among these that are created or changed. */
export declare function admissionRules(changing: readonly Decision[], all: readonly Decision[]): AdmissionRules[];
/** Whether a rule may mean the object: by its resource alone, since selectors only narrow that. */
export declare function concerns(rule: Json, { resource }: Decision): boolean;
