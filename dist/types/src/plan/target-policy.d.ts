import type { Json } from '../manifests/types.ts';
import type { ReleasePolicy } from '../release/types.ts';
import type { Risk } from './types.ts';
/** The consents of one change are no change of policy. */
export declare function hashedPolicy(policy: ReleasePolicy): Json;
/** What of the target's policy is another than the release was applied under, part by part; hooks are told by name. */
export declare function policyRisk(before: ReleasePolicy | undefined, after: ReleasePolicy): Risk[];
