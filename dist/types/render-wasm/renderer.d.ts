import type { Chart, ChartOptions } from './chart.ts';
import type { KustomizationOptions, KustomizationResult } from './kustomization.ts';
import { type RenderLimits } from './limits.ts';
export interface RendererOptions {
    /** The module's file. Default: the one beside this package's sources. */
    module?: string;
    limits?: Partial<RenderLimits>;
    /** What the templates take for now, so that a rendering is the same tomorrow. */
    now?: Date;
    /** Of the templates' random numbers, so that base and head of a change get the same ones. */
    seed?: string;
}
/** The module as it is built and committed. */
export declare const builtModule: () => string;
/**
 * Renders kustomizations and charts, one after the other, in a worker of its own: base and head of a change
 * each have one. Nothing of one rendering is left for the next.
 */
export declare class Renderer implements AsyncDisposable {
    #private;
    private constructor();
    /** Compiles the module, once per process and limit of memory. */
    static load(options?: RendererOptions): Promise<Renderer>;
    /** Starts the worker now, so that the first rendering does not wait for it. */
    start(): void;
    /** What `kustomize build` gives. @throws RenderError */
    buildKustomization({ files, folder }: KustomizationOptions): Promise<KustomizationResult>;
    /** What `helm template` gives. @throws RenderError */
    renderChart(options: ChartOptions): Promise<Chart>;
    close(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}
