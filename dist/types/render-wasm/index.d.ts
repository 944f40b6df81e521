export type { Chart, ChartDocument, ChartOptions, Hook, HookEvent, ValuesFile } from './chart.ts';
export type { FileSet } from './files.ts';
export type { KustomizationDocument, KustomizationOptions, KustomizationResult } from './kustomization.ts';
export { defaultRenderLimits, type RenderLimits } from './limits.ts';
export { type Problem, type ProblemCode, RenderError } from './problems.ts';
export { builtModule, Renderer, type RendererOptions } from './renderer.ts';
