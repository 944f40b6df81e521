import type { Release } from '../release/types.ts';
import { type TargetContext } from './context.ts';
import { type Preview } from './preview.ts';
export interface UninstallPlanOptions {
    /** Leave the objects and forget them. */
    orphan: boolean;
    allowDestroy: string[];
    duringPause: boolean;
}
export interface ToUninstall {
    release: Release;
    plan: Preview;
}
/**
 * The release and what uninstalling it does: every object of the record deleted, none desired.
 * @throws RELEASE_NOT_FOUND, FOREIGN_RELEASE, PAUSED, FORBIDDEN, CONSENT_REQUIRED
 */
export declare function planUninstall(context: TargetContext, options: UninstallPlanOptions): Promise<ToUninstall>;
