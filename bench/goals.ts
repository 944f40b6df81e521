import { kindCount } from './manifests.ts';
import { find, type Result, type ToolName } from './results.ts';
import type { ScenarioName } from './scenarios.ts';

export interface Goal {
  text: string;
  /** What was measured, in the goal's own words; undefined where this run did not measure it. */
  measured: string | undefined;
  reached: boolean | undefined;
}

const size = 1000;
const planAndAfter: readonly ScenarioName[] = ['plan', 'apply', 'drift-none'];

/** What Plumbline is to reach beside kubectl, and what it did reach. */
export function judge(results: readonly Result[]): Goal[] {
  return [
    faster(results, 'first-apply', 0, 2),
    faster(results, 'apply', 0, 10),
    faster(results, 'plan', 0, 20),
    faster(results, 'first-apply', 25, 10),
    faster(results, 'apply', 25, 40),
    faster(results, 'plan', 25, 80),
    ...driftCheck(results),
    memory(results, size, 120),
    ...planAndAfter.map((scenario) => growth(results, scenario)),
    memory(results, 10_000, 300),
  ];
}

const names: Record<ScenarioName, string> = {
  'first-apply': 'first apply',
  'apply-same': 'apply with nothing changed',
  plan: 'plan with 1 % changed',
  apply: 'apply with 1 % changed',
  'drift-none': 'drift check',
  drift: 'drift check with 10 drifted',
};

function faster(results: readonly Result[], scenario: ScenarioName, delayMs: number, times: number): Goal {
  const of = (tool: ToolName): Result | undefined =>
    find(results, { objects: size, delayMs, scenario, tool });
  const where = delayMs === 0 ? '' : `, ${delayMs} ms away`;
  const peer = scenario === 'plan' ? 'kubectl diff' : 'kubectl apply';
  const text = `${names[scenario]}${where}: at least ${times} times as fast as ${peer}`;
  const [ours, theirs] = [of('plumbline'), of('kubectl')];
  if (ours === undefined || theirs === undefined) return unknown(text);
  const ratio = theirs.wallSeconds / ours.wallSeconds;
  return { text, measured: `${ratio.toFixed(1)} times`, reached: ratio >= times };
}

function driftCheck(results: readonly Result[]): Goal[] {
  const texts = [
    `drift check: ${kindCount} LISTs for ${kindCount} kinds, and no dry run`,
    'drift check: within 0.4 s',
  ] as const;
  const ours = find(results, { objects: size, delayMs: 0, scenario: 'drift-none', tool: 'plumbline' });
  if (ours === undefined) return texts.map(unknown);
  const { LIST: lists = 0, DRYRUN: dryRuns = 0 } = ours.requests;
  const { wallSeconds } = ours;
  return [
    {
      text: texts[0],
      measured: `${lists} LISTs, ${dryRuns} dry runs`,
      reached: lists <= kindCount && dryRuns === 0,
    },
    { text: texts[1], measured: `${wallSeconds.toFixed(2)} s`, reached: wallSeconds < 0.4 },
  ];
}

/** The most that any scenario took. */
function memory(results: readonly Result[], objects: number, megabytes: number): Goal {
  const text = `memory for ${objects.toLocaleString('en')} objects: at most ${megabytes} MB`;
  const ours = results.filter((one) => one.tool === 'plumbline' && one.objects === objects);
  if (ours.length === 0) return unknown(text);
  const peak = ours.reduce((most, one) => (one.peakMegabytes > most.peakMegabytes ? one : most));
  const measured = `${Math.round(peak.peakMegabytes)} MB (${names[peak.scenario]})`;
  return { text, measured, reached: peak.peakMegabytes <= megabytes };
}

function growth(results: readonly Result[], scenario: ScenarioName): Goal {
  const text = `${names[scenario]}: 4,000 objects take at most 4.5 times as long as 1,000`;
  const of = (objects: number): Result | undefined =>
    find(results, { objects, delayMs: 0, scenario, tool: 'plumbline' });
  const [small, large] = [of(size), of(4000)];
  if (small === undefined || large === undefined) return unknown(text);
  const ratio = large.wallSeconds / small.wallSeconds;
  return { text, measured: `${ratio.toFixed(1)} times`, reached: ratio <= 4.5 };
}

const unknown = (text: string): Goal => ({ text, measured: undefined, reached: undefined });
