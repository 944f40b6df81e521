import { type TargetContext } from './context.ts';
import { type LeaseOptions } from './locked.ts';
import { type Preview } from './preview.ts';
import type { ApplyResult } from './types.ts';
import { type UninstallPlanOptions } from './uninstall-plan.ts';
export interface UninstallOptions extends LeaseOptions, UninstallPlanOptions {
    /** Asked once the plan is known, and again when another has to be carried out; false stops. */
    confirm?(plan: Preview): Promise<boolean>;
}
/** Deletes a release's objects, with consent for what holds data, or forgets them; then the release itself. */
export declare function uninstallTarget(context: TargetContext, options: UninstallOptions): Promise<ApplyResult>;
