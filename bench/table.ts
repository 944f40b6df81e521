import type { Goal } from './goals.ts';
import { find, type Result, type Setting } from './results.ts';
import { scenarios } from './scenarios.ts';

const headings = ['', '', 'wall s', 'own CPU s', 'server CPU s', 'peak MB', 'requests'];

/** One table per setting: for people. */
export function settingText(setting: Setting, results: readonly Result[]): string {
  const rows = scenarios.flatMap(({ name, title }) => rowsOf(setting, results, name, title));
  return [headingOf(setting), ...aligned([headings, ...rows])].join('\n');
}

function headingOf({ objects, delayMs, rounds, kubectlRounds }: Setting): string {
  const distance = delayMs === 0 ? 'on loopback' : `with a round trip of ${delayMs} ms added`;
  const kubectl =
    kubectlRounds === rounds
      ? ''
      : kubectlRounds === 0
        ? '; kubectl, which would take minutes, is left out'
        : `; kubectl, which takes minutes, ran in ${kubectlRounds === 1 ? 'one' : kubectlRounds}`;
  const medians = rounds === 1 ? 'one round' : `medians of ${rounds} rounds`;
  return `${objects.toLocaleString('en')} objects, ${distance} (${medians}${kubectl})`;
}

function rowsOf(
  setting: Setting,
  results: readonly Result[],
  scenario: Result['scenario'],
  title: string,
): string[][] {
  const { objects, delayMs } = setting;
  const of = (tool: Result['tool']): Result | undefined =>
    find(results, { objects, delayMs, scenario, tool });
  const [ours, theirs] = [of('plumbline'), of('kubectl')];
  const rows: string[][] = [];
  if (ours !== undefined) rows.push([title, 'plumbline', ...cells(ours, theirs)]);
  if (theirs !== undefined) rows.push(['', 'kubectl', ...cells(theirs, undefined)]);
  return rows;
}

/** Each figure, and beside it how many times as much kubectl took. */
function cells(result: Result, peer: Result | undefined): string[] {
  const cell = (figure: (one: Result) => number, digits: number): string => {
    const value = figure(result).toFixed(digits);
    if (peer === undefined) return value;
    return `${value} (${times(figure(peer) / figure(result))})`;
  };
  return [
    cell((one) => one.wallSeconds, 2),
    cell((one) => one.cpuSeconds, 2),
    cell((one) => one.serverCpuSeconds, 2),
    cell((one) => one.peakMegabytes, 0),
    requestsText(result.requests),
  ];
}

function times(ratio: number): string {
  // What took less than the clock can tell has no ratio.
  return Number.isFinite(ratio) ? `${ratio.toFixed(ratio < 20 ? 1 : 0)}×` : '–';
}

const requestsText = (requests: Record<string, number>): string =>
  Object.entries(requests)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([verb, count]) => `${count.toLocaleString('en')} ${verb === 'DRYRUN' ? 'dry runs' : verb}`)
    .join(', ');

/** Columns as wide as their widest cell: words to the left, figures to the right. */
function aligned(rows: readonly string[][]): string[] {
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isText = (column: number): boolean => column < 2 || column === headings.length - 1;
  return rows.map((row) => {
    const padded = row.map((cell, column) =>
      isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    return `  ${padded.join('  ')}`.trimEnd();
  });
}

/** One line per goal. */
export function goalsText(goals: readonly Goal[]): string {
  const width = Math.max(...goals.map(({ text }) => text.length));
  return goals
    .map(({ text, measured, reached }) => {
      const word = reached === undefined ? 'not measured' : reached ? 'reached' : 'MISSED';
      return `  ${text.padEnd(width)}  ${word}${measured === undefined ? '' : `: ${measured}`}`;
    })
    .join('\n');
}
