import type { Renderer, RenderLimits } from '../../render-wasm/index.ts';
/**
 * What renders kustomizations and charts for one trust unit, such as the head of a pull request: a worker of its
 * own, loaded when something is to be rendered and not before.
 */
export declare class Engine implements AsyncDisposable {
    #private;
    constructor(limits?: Partial<RenderLimits>);
    renderer(): Promise<Renderer>;
    /** Begins to load it, beside the reading of files. Whoever renders meets what goes wrong. */
    begin(): void;
    close(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}
