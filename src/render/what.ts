import { posix } from 'node:path';
import { type ChartTarget, renderChart } from './chart.ts';
import { kindBy } from './kind.ts';
import { renderKustomization } from './kustomize.ts';
import { renderPlain } from './plain.ts';
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
export async function renderPath(source: FileSource, options: RenderOptions): Promise<Rendered | undefined> {
  const { path, skip, chart, steps } = options;
  const found = await source.list(path);
  if (found === undefined) return undefined;
  const kind =
    chart.chart === undefined
      ? await kindBy((name) => found.includes(posix.join(path, name)))
      : { kind: 'chart' as const };
  if (kind === undefined) {
    return renderPlain(
      source,
      found.filter((file) => !skip.includes(file)),
      steps,
    );
  }
  options.engine.begin();
  if (kind.kind === 'chart') return renderChart(source, path, chart, options);
  return renderKustomization(source, path, kind.name, options);
}
