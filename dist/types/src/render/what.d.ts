import { type ChartTarget } from './chart.ts';
import type { Rendered, RenderTools } from './rendered.ts';
import type { FileSource } from './sources.ts';
export interface RenderOptions extends RenderTools {
    /** Relative to the source's root. */
    path: string;
    /** Files that are no manifests, such as plumbline.yaml itself. */
    skip: readonly string[];
    chart: ChartTarget;
}
/**
 * Renders what a path holds: a chart where there is a Chart.yaml or the target names one from elsewhere, a
 * kustomization where there is a kustomization.yaml, else every manifest at or below it.
 * @returns undefined where the path does not exist
 */
export declare function renderPath(source: FileSource, options: RenderOptions): Promise<Rendered | undefined>;
