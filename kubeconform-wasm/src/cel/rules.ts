import { Instance } from '../../../wasm-sandbox/instance.ts';
import { defaultLimits, type Limits } from '../../../wasm-sandbox/limits.ts';
import type { RawResult } from '../validator.ts';
import type { Outcome, RuleCall } from './types.ts';
import { celWorkerSource } from './worker.generated.ts';

/** A result whose object is valid but for its rules. */
export type Ruled = RawResult & { rules?: RuleCall[] };

/**
 * Evaluates the CEL rules of CustomResourceDefinitions, which come from whoever wrote the change: in a worker,
 * within the limits of the validator. What it cannot evaluate becomes a warning.
 */
export class RuleEvaluator {
  readonly #limits: Limits;
  #instance: Instance | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  async judge(results: readonly Ruled[]): Promise<RawResult[]> {
    const calls = results.flatMap(({ rules = [] }) => rules);
    if (calls.length === 0) return [...results];
    const outcomes = await this.#evaluate(calls);
    let used = 0;
    return results.map(({ rules = [], ...result }) => {
      used += rules.length;
      return ruled(result, rules, outcomes.slice(used - rules.length, used));
    });
  }

  async close(): Promise<void> {
    await this.#instance?.end();
  }

  async #evaluate(calls: readonly RuleCall[]): Promise<Outcome[]> {
    const body = new TextEncoder().encode(JSON.stringify(calls));
    const mine = this.#last.then(() =>
      this.#usable().exchange({ operation: 'rules', body }, this.#limits.timeoutMs),
    );
    this.#last = mine.catch(() => undefined);
    return JSON.parse(new TextDecoder().decode(await mine)) as Outcome[];
  }

  #usable(): Instance {
    if (this.#instance === undefined || this.#instance.isBroken)
      this.#instance = new Instance(celWorkerSource, undefined, this.#limits);
    return this.#instance;
  }
}

function ruled(result: RawResult, rules: readonly RuleCall[], outcomes: readonly Outcome[]): RawResult {
  const all = rules.map((rule, index) => ({ ...rule, ...outcomes[index] }));
  const errors = all.flatMap(({ path, failed }) => (failed === undefined ? [] : [{ path, message: failed }]));
  const unknown = all.flatMap(({ rule, unknown: why }) =>
    why === undefined
      ? []
      : [`the CEL rule "${rule}" of ${result.apiVersion} ${result.kind} is not evaluated: ${why}`],
  );
  const warnings = [...new Set([...(result.warnings ?? []), ...unknown])];
  const told = warnings.length > 0 ? { ...result, warnings } : result;
  const [first] = errors;
  if (first === undefined) return told;
  return { ...told, status: 'invalid', message: `at '${first.path}': ${first.message}`, errors };
}
