import type { ScenarioName } from './scenarios.ts';
import type { Requests } from './server.ts';

export type ToolName = 'plumbline' | 'kubectl';

/** One run of one tool in one scenario, or the median of several. */
export interface Figures {
  wallSeconds: number;
  /** The tool's own processor time. */
  cpuSeconds: number;
  /** The kube-apiserver's. */
  serverCpuSeconds: number;
  peakMegabytes: number;
  requests: Requests;
}

/** The same work for all tools, at one size and distance. */
export interface Setting {
  objects: number;
  /** Added round trip. */
  delayMs: number;
  rounds: number;
  /** In how many of the rounds kubectl runs too. */
  kubectlRounds: number;
}

export interface Result extends Figures {
  objects: number;
  delayMs: number;
  scenario: ScenarioName;
  tool: ToolName;
  /** How many runs this is the median of. */
  rounds: number;
}

export interface Run extends Figures {
  scenario: ScenarioName;
  tool: ToolName;
}

/** The medians of the runs of one setting, scenario by scenario. */
export function medians({ objects, delayMs }: Setting, runs: readonly Run[]): Result[] {
  const groups = Map.groupBy(runs, ({ scenario, tool }) => `${scenario} ${tool}`);
  return [...groups.values()].map((group) => {
    const of = (figure: (run: Run) => number): number => median(group.map(figure));
    const { scenario, tool } = group[0] as Run;
    const verbs = [...new Set(group.flatMap(({ requests }) => Object.keys(requests)))].sort();
    return {
      objects,
      delayMs,
      scenario,
      tool,
      rounds: group.length,
      wallSeconds: of((run) => run.wallSeconds),
      cpuSeconds: of((run) => run.cpuSeconds),
      serverCpuSeconds: of((run) => run.serverCpuSeconds),
      peakMegabytes: of((run) => run.peakMegabytes),
      requests: Object.fromEntries(verbs.map((verb) => [verb, of(({ requests }) => requests[verb] ?? 0)])),
    };
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function find(
  results: readonly Result[],
  wanted: Pick<Result, 'objects' | 'delayMs' | 'scenario' | 'tool'>,
): Result | undefined {
  return results.find(
    ({ objects, delayMs, scenario, tool }) =>
      objects === wanted.objects &&
      delayMs === wanted.delayMs &&
      scenario === wanted.scenario &&
      tool === wanted.tool,
  );
}
