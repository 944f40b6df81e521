/** What one rendering may use. */
export interface RenderLimits {
    /** From the call to the result, the start of the module included. */
    timeoutMs: number;
    memoryMb: number;
    stackMb: number;
    files: number;
    fileBytes: number;
    /** All files together. */
    inputBytes: number;
    outputBytes: number;
    documents: number;
}
export declare const defaultRenderLimits: RenderLimits;
