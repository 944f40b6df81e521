import type { Rendered, RenderTools } from './rendered.ts';
import type { FileSource } from './sources.ts';
/** Builds the kustomization of a folder. @param name of its file */
export declare function renderKustomization(source: FileSource, path: string, name: string, { engine, steps, supply }: RenderTools): Promise<Rendered>;
