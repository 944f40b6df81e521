import type { Action, Author, PlanCounts, TargetPlan } from '../plan/types.ts';
import { plainText, terminalText } from './plain.ts';

/** The sign before an object, one per action. */
export const signs: Record<Action, string> = {
  create: '+',
  update: '~',
  replace: '±',
  delete: '-',
  adopt: '⊕',
  restore: '↺',
  forget: '⊖',
  unchanged: '=',
  skip: '○',
};

/** What has been done to an object, in the past. */
export const done: Record<Action, string> = {
  create: 'created',
  update: 'changed',
  replace: 'replaced',
  delete: 'deleted',
  adopt: 'adopted',
  restore: 'restored',
  forget: 'forgotten',
  unchanged: 'unchanged',
  skip: 'skipped',
};

const toDo: [keyof PlanCounts, string][] = [
  ['create', 'to create'],
  ['update', 'to change'],
  ['replace', 'to replace'],
  ['delete', 'to delete'],
  ['adopt', 'to adopt'],
  ['restore', 'to restore'],
  ['forget', 'to forget'],
  ['skip', 'skipped'],
];

/** `1 to create, 2 to change`, and what else an apply does; `nothing changes` where there is nothing. */
export function planWords(targets: readonly TargetPlan[]): string {
  const counts = sumCounts(targets);
  const hooks = targets.reduce((sum, target) => sum + hooksRun(target), 0);
  const parts = toDo.flatMap(([key, word]) => (counts[key] === 0 ? [] : [`${number(counts[key])} ${word}`]));
  if (hooks > 0) parts.push(`${many(hooks, 'hook')} to run`);
  return parts.length === 0 ? 'nothing changes' : parts.join(', ');
}

function sumCounts(targets: readonly TargetPlan[]): PlanCounts {
  const sum: PlanCounts = {
    create: 0,
    update: 0,
    replace: 0,
    delete: 0,
    adopt: 0,
    restore: 0,
    forget: 0,
    unchanged: 0,
    skip: 0,
  };
  for (const { counts } of targets) {
    for (const key of Object.keys(sum) as (keyof PlanCounts)[]) sum[key] += counts[key];
  }
  return sum;
}

/** Objects on which applying does something. */
export function touched({ counts }: TargetPlan): number {
  return toDo.reduce((sum, [key]) => sum + (key === 'skip' ? 0 : counts[key]), 0);
}

/** Hooks that applying runs. */
export const hooksRun = ({ findings }: TargetPlan): number =>
  findings.filter(({ code }) => code === 'HOOK_RUNS').length;

/** Whether applying would do nothing. */
export const isQuiet = (target: TargetPlan): boolean => touched(target) + hooksRun(target) === 0;

/** A whole number as 12,345. By hand, for toLocaleString loads the locales first: 15 ms of a plan's 300. */
export const number = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
export const many = (count: number, one: string, more = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : more}`;
export const seconds = (milliseconds: number): string =>
  milliseconds < 60_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
export const shortCommit = (commit: string): string =>
  commit === '' ? 'no commit' : terminalText(commit.slice(0, 7));
export const shortHash = (hash: string): string => hash.slice(0, 12);

const steps: [number, string][] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

/** `2 days ago`; the date itself beyond 60 days; the text as it is where it is no time. */
export function age(time: string, now: Date): string {
  const past = (now.getTime() - Date.parse(time)) / 1000;
  if (Number.isNaN(past)) return plainText(time);
  if (past > 60 * 86_400) return `on ${new Date(time).toISOString().slice(0, 10)}`;
  const step = steps.find(([length]) => past >= length);
  return step === undefined ? 'just now' : `${many(Math.floor(past / step[0]), step[1])} ago`;
}

/** `kubectl-edit`, `kubectl (scale)`: who wrote, without the time. */
export const managerText = ({ manager, subresource }: Author): string =>
  subresource === undefined ? plainText(manager) : plainText(`${manager} (${subresource})`);

/** `by kubectl-edit, 2 days ago`; with the exact time when asked for. */
export function authorText(by: Author, now: Date, exact = false): string {
  const who = `${by.guess === true ? 'probably by' : 'by'} ${managerText(by)}`;
  if (by.time === undefined) return who;
  return `${who}, ${exact ? plainText(by.time) : age(by.time, now)}`;
}

/** `12 GET, 3 LIST`. */
export const requestsText = (requests: Record<string, number>): string =>
  Object.entries(requests)
    .filter(([, count]) => count > 0)
    .map(([verb, count]) => `${number(count)} ${verb}`)
    .join(', ');
