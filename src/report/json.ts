import type { ApplyReport, TestReport } from '../apply/types.ts';
import type { DriftReport } from '../drift/types.ts';
import { type ErrorView, errorView, type PlumblineError } from '../errors/error.ts';
import { stringifyJson } from '../manifests/json.ts';
import type { Json } from '../manifests/types.ts';
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

export type Document =
  | Plan
  | ApplyReport
  | DriftReport
  | StatusReport
  | HistoryReport
  | ValidationReport
  | TestReport
  | ErrorDocument;

/** Any result as JSON text, two spaces deep, one line break at its end; integers stay exact. */
export function documentJson(document: Document): string {
  // The documents are JSON by their types; what is undefined in them is left out.
  return `${stringifyJson(document as unknown as Json, 2)}\n`;
}

export const planJson = (plan: Plan): string => documentJson(plan);
export const applyJson = (report: ApplyReport): string => documentJson(report);
export const driftJson = (report: DriftReport): string => documentJson(report);
export const statusJson = (report: StatusReport): string => documentJson(report);
export const historyJson = (report: HistoryReport): string => documentJson(report);
export const testJson = (report: TestReport): string => documentJson(report);
export const validationJson = (report: ValidationReport): string => documentJson(report);

/** Causes are left out: they may hold what must not be shown. */
export function errorDocument(error: PlumblineError): ErrorDocument {
  return {
    apiVersion: 'plumbline.dev/v1alpha1',
    kind: 'Error',
    ...errorView(error),
    exitCode: error.exitCode,
    others: error.others.map(errorView),
  };
}

export const errorJson = (error: PlumblineError): string => documentJson(errorDocument(error));
