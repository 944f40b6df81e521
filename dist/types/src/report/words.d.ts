import type { Action, Author, TargetPlan } from '../plan/types.ts';
/** The sign before an object, one per action. */
export declare const signs: Record<Action, string>;
/** What has been done to an object, in the past. */
export declare const done: Record<Action, string>;
/** `1 to create, 2 to change`, and what else an apply does; `nothing changes` where there is nothing. */
export declare function planWords(targets: readonly TargetPlan[]): string;
/** Objects on which applying does something. */
export declare function touched({ counts }: TargetPlan): number;
/** Hooks that applying runs. */
export declare const hooksRun: ({ findings }: TargetPlan) => number;
/** Whether applying would do nothing. */
export declare const isQuiet: (target: TargetPlan) => boolean;
/** A whole number as 12,345. By hand, for toLocaleString loads the locales first: 15 ms of a plan's 300. */
export declare const number: (value: number) => string;
export declare const many: (count: number, one: string, more?: string) => string;
export declare const seconds: (milliseconds: number) => string;
export declare const shortCommit: (commit: string) => string;
export declare const shortHash: (hash: string) => string;
/** `2 days ago`; the date itself beyond 60 days; the text as it is where it is no time. */
export declare function age(time: string, now: Date): string;
/** `kubectl-edit`, `kubectl (scale)`: who wrote, without the time. */
export declare const managerText: ({ manager, subresource }: Author) => string;
/** `by kubectl-edit, 2 days ago`; with the exact time when asked for. */
export declare function authorText(by: Author, now: Date, exact?: boolean): string;
/** `12 GET, 3 LIST`. */
export declare const requestsText: (requests: Record<string, number>) => string;
