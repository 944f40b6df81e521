/** Results for people and machines: data in, text out. */
export { type Annotation, annotations } from './annotations.ts';
export {
  applyJson,
  documentJson,
  driftJson,
  type ErrorDocument,
  errorDocument,
  errorJson,
  historyJson,
  planJson,
  statusJson,
  validationJson,
} from './json.ts';
export { applyMarkdown } from './markdown/apply.ts';
export { driftMarkdown } from './markdown/drift.ts';
export { errorMarkdown } from './markdown/error.ts';
export { type CommentHeader, readMarker } from './markdown/marker.ts';
export type { CommentState, MarkdownOptions } from './markdown/options.ts';
export { planMarkdown, summaryMarkdown } from './markdown/plan.ts';
export { historyMarkdown, statusMarkdown } from './markdown/status.ts';
export { validationMarkdown } from './markdown/validation.ts';
export { applyText } from './terminal/apply.ts';
export { driftText } from './terminal/drift.ts';
export { type ErrorTextOptions, errorText } from './terminal/error.ts';
export type { TextOptions } from './terminal/layout.ts';
export { planText } from './terminal/plan.ts';
export { ProgressPrinter, type ProgressPrinterOptions, progressLine } from './terminal/progress.ts';
export { historyText, statusText } from './terminal/status.ts';
export { createStyle, type Style } from './terminal/style.ts';
export { validationText } from './terminal/validation.ts';
export type {
  HistoryLine,
  HistoryReport,
  StatusReport,
  TargetHistory,
  TargetStatus,
  ValidationReport,
} from './types.ts';
