import { type Problem } from '../../render-wasm/problems.ts';
import { PlumblineError } from '../errors/error.ts';
import type { Finding } from '../plan/types.ts';
/** What kustomize, Helm or a limit of rendering says, each problem an error. @throws what is none of theirs */
export declare function renderErrors(thrown: unknown, path: string): PlumblineError[];
export declare const renderFinding: (problem: Problem, path: string) => Finding;
