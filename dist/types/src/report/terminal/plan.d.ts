import { displayId } from '../../manifests/identity.ts';
import type { Finding, ObjectPlan, Plan } from '../../plan/types.ts';
import { type TextOptions } from './layout.ts';
import { type Style } from './style.ts';
/** A plan for the terminal: one block per target, the totals last. Ends in a line break. */
export declare function planText(plan: Plan, options: TextOptions): string;
export declare const missingConsents: (objects: readonly ObjectPlan[]) => string[];
export declare function findingLines(finding: Finding, style: Style, width: number): string[];
export declare const nameOf: (id: Parameters<typeof displayId>[0]) => string;
