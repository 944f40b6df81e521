import type { Finding, TargetPlan } from '../../plan/types.ts';
import type { Piece } from './limit.ts';
type Level = 'CAUTION' | 'WARNING' | 'NOTE';
/** GitHub's alert: a quotation with a heading; every line of the Markdown is quoted. */
export declare function alert(level: Level, blocks: readonly string[]): string;
/** What a reviewer must know before anything else: missing consents, refusals, what the server refuses. */
export declare function alerts(target: TargetPlan): Piece[];
/** An error in one line of Markdown: code, object, message, remedy. */
export declare function faultText({ code, object, message, remedy, }: Pick<Finding, 'code' | 'object' | 'message' | 'remedy'>): string;
export {};
