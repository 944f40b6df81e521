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

export const defaultRenderLimits: RenderLimits = {
  timeoutMs: 30_000,
  memoryMb: 512,
  stackMb: 16,
  files: 10_000,
  fileBytes: 10 << 20,
  inputBytes: 50 << 20,
  outputBytes: 50 << 20,
  documents: 10_000,
};
