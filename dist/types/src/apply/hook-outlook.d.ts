import { type TargetContext } from './context.ts';
import type { Preview } from './preview.ts';
/** The plan with what there is to say of the hooks, and with what would stop them in the middle of an apply. */
export declare function withHooks(planned: Preview, context: TargetContext): Promise<Preview>;
