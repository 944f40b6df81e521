import type { HelmOptions } from '../config/types.ts';
import type { Rendered, RenderTools } from './rendered.ts';
import type { FileSource } from './sources.ts';
export interface ChartTarget extends HelmOptions {
    /** The file that says so, for places. */
    configuration: string;
    releaseName: string;
    namespace: string;
    kubernetesVersion?: string;
}
/** Renders the chart in a folder, or the one from elsewhere that the target names, as `helm template` does. */
export declare function renderChart(source: FileSource, path: string, target: ChartTarget, { engine, steps, supply }: RenderTools): Promise<Rendered>;
