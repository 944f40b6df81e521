import type { PlumblineError } from '../errors/error.ts';
import type { Step } from './assemble.ts';
import { consentRefusal, consents } from './consent.ts';
import type { Decision } from './situation.ts';

export interface GoingBack {
  steps: Step[];
  /** Made by the failed apply, and not to be deleted without consent: forgotten instead. */
  left: Decision[];
  /** Why there is no going back. */
  refusal?: PlumblineError;
}

/**
 * What a rollback after a failed apply does, where nobody can be asked. The number of its deletions is no
 * surprise: they are what the failed apply made. What may hold data by now stays, unless there is consent.
 */
export function goingBack(
  planned: { steps: readonly Step[]; decisions: Decision[] },
  allowDestroy: readonly string[],
): GoingBack {
  const unlimited = Number.MAX_SAFE_INTEGER;
  const needed = consents([...planned.steps], allowDestroy, unlimited, unlimited);
  const left: Decision[] = [];
  const steps = planned.steps.map((step): Step => {
    const { decision, action } = step;
    if (action !== 'delete' || needed.get(decision.key)?.given !== false) return step;
    needed.delete(decision.key);
    left.push(decision);
    return { decision, action: 'forget' };
  });
  const foreign = planned.decisions.find(({ refusal }) => refusal !== undefined)?.refusal;
  const refusal = foreign ?? consentRefusal(needed, planned.decisions);
  return { steps, left, ...(refusal !== undefined && { refusal }) };
}
