import type { Plan } from '../plan/types.ts';
/** What a workflow's run shows beside a file's line. Texts are plain; whoever prints them escapes for the runner. */
export interface Annotation {
    level: 'error' | 'warning' | 'notice';
    file?: string;
    line?: number;
    title: string;
    message: string;
}
/** A plan's errors, warnings and risks, worst first: the runner takes ten of each level. */
export declare function annotations(plan: Plan): Annotation[];
