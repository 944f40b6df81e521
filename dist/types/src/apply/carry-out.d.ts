import { PlumblineError } from '../errors/error.ts';
import type { TargetContext } from './context.ts';
import type { Lock } from './lease.ts';
import type { Owed } from './owed.ts';
import type { Preview } from './preview.ts';
import { type StageOutcome } from './stages.ts';
import { type Unready } from './wait.ts';
/** What came of the writes and of the wait for health. */
export interface Done {
    stages: StageOutcome;
    unready: Unready[];
    warnings: string[];
    failure?: PlumblineError;
}
/** Writes what is owed, stage by stage, and waits for health; what failed is told, not thrown. @throws LOCK_LOST */
export declare function carryOut(context: TargetContext, planned: Preview, debt: Owed, lease: Lock): Promise<Done>;
