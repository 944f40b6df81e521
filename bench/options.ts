import { parseArgs } from 'node:util';
import type { Setting } from './results.ts';

export const usage = `npm run bench -- [--rounds N] [--full | --offline] [--objects N] [--json FILE] [--check]
  --rounds N    the figures are medians of N rounds (default 3)
  --full        4,000 and 10,000 objects too, which takes some minutes more
  --offline     only rendering and validating, beside kustomize, helm and kubeconform; no cluster
  --objects N   another number of objects than 1,000: for a first look, for which the goals do not hold
  --json FILE   write everything that was measured
  --check       exit with 1 where a goal is missed`;

export interface BenchOptions {
  settings: Setting[];
  json: string | undefined;
  check: boolean;
  rounds: number;
  /** Nothing that needs a cluster. */
  offline: boolean;
}

/** @throws TypeError for what is no option */
export function readOptions(args: string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '3' },
      objects: { type: 'string', default: '1000' },
      full: { type: 'boolean', default: false },
      offline: { type: 'boolean', default: false },
      json: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const rounds = positive('--rounds', values.rounds);
  const objects = positive('--objects', values.objects);
  // Where kubectl takes minutes its time hardly varies: it waits for one answer after another.
  const settings: Setting[] = [
    { objects, delayMs: 0, rounds, kubectlRounds: rounds },
    { objects, delayMs: 25, rounds, kubectlRounds: 1 },
  ];
  if (values.full) {
    settings.push({ objects: 4000, delayMs: 0, rounds, kubectlRounds: 1 });
    settings.push({ objects: 10_000, delayMs: 0, rounds, kubectlRounds: 0 });
  }
  const { json, check, offline } = values;
  return { settings: offline ? [] : settings, json, check, offline, rounds };
}

function positive(name: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new TypeError(`${name} needs a whole number, not ${text}`);
}
