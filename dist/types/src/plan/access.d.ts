import type { Decision } from './situation.ts';
import type { Risk } from './types.ts';
/** Wider access: what a role grants, or whom a binding binds to which role, and did not before. */
export declare function widerAccess({ id, desired, live, released, base }: Decision): Risk[];
