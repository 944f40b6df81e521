import type { ObjectPlan } from '../../plan/types.ts';
import { type TextOptions } from './layout.ts';
import { type Style } from './style.ts';
export declare const objectName: (object: ObjectPlan) => string;
/** One object of a plan: what happens to it, its fields by cause, and what to know about it. */
export declare function objectLines(object: ObjectPlan, nameWidth: number, style: Style, options: TextOptions): string[];
