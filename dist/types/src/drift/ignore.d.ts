import type { IgnoreRule } from '../config/types.ts';
import { type Pattern } from '../manifests/pattern.ts';
import type { KubeObject, ObjectId } from '../manifests/types.ts';
/**
 * The patterns of all rules that concern this object. What a rule names by manager is what that manager
 * owns on the live object; a name may end in `*`.
 * @throws PlumblineError CONFIG_INVALID for a path that cannot be read
 */
export declare function ignorePatterns(rules: readonly IgnoreRule[], id: ObjectId, live?: KubeObject): Pattern[];
/** Whether a rule is about this object. */
export declare const concerns: (rule: IgnoreRule, id: ObjectId) => boolean;
