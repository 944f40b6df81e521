import type { ApplyReport, TestReport } from '../apply/types.ts';
import type { DriftReport } from '../drift/types.ts';
import { type ErrorView, type PlumblineError } from '../errors/error.ts';
import type { Plan } from '../plan/types.ts';
import type { HistoryReport, StatusReport, ValidationReport } from './types.ts';
/** The JSON document of a command that ended in an error. */
export interface ErrorDocument extends ErrorView {
    apiVersion: 'plumbline.dev/v1alpha1';
    kind: 'Error';
    exitCode: number;
    /** Further errors of the same operation. */
    others: ErrorView[];
}
export type Document = Plan | ApplyReport | DriftReport | StatusReport | HistoryReport | ValidationReport | TestReport | ErrorDocument;
/** Any result as JSON text, two spaces deep, one line break at its end; integers stay exact. */
export declare function documentJson(document: Document): string;
export declare const planJson: (plan: Plan) => string;
export declare const applyJson: (report: ApplyReport) => string;
export declare const driftJson: (report: DriftReport) => string;
export declare const statusJson: (report: StatusReport) => string;
export declare const historyJson: (report: HistoryReport) => string;
export declare const testJson: (report: TestReport) => string;
export declare const validationJson: (report: ValidationReport) => string;
/** Causes are left out: they may hold what must not be shown. */
export declare function errorDocument(error: PlumblineError): ErrorDocument;
export declare const errorJson: (error: PlumblineError) => string;
