// What runs in the worker: rules on values, in the one thread that can be ended when they take too long. It is
// made into the text in worker.generated.ts by `npm run generate worker`.
import { parentPort } from 'node:worker_threads';
import { Environment } from '@marcbachmann/cel-js';
import type { Answer, Request } from '../../../wasm-sandbox/protocol.ts';
import { addFunctions } from './functions.ts';
import type { Outcome, RuleCall } from './types.ts';
import { celValue, type TypedValue } from './values.ts';

const environment = new Environment({ homogeneousAggregateLiterals: false, enableOptionalTypes: true });
addFunctions(environment);
environment.registerVariable('self', 'dyn').registerVariable('text', 'string');

type Program = ReturnType<typeof environment.parse>;

const programs = new Map<string, Program>();

/** Programs are kept, for the same rules judge many objects. */
function program(expression: string): Program {
  const known = programs.get(expression);
  if (known !== undefined) return known;
  const made = environment.parse(expression);
  const { valid, error } = made.check();
  if (!valid) throw error ?? new Error('it is not valid');
  programs.set(expression, made);
  return made;
}

const durationOf = (text: string): unknown => program('duration(text)')({ text });

/** Ends that are the value's fault, in the words of the library and of our functions. */
const failures = /by zero|overflow|cannot convert|empty list/;

function outcome({ rule, message, messageExpression, self }: RuleCall): Outcome {
  try {
    const context = { self: celValue(self as TypedValue, durationOf) };
    const result: unknown = program(rule)(context);
    if (result === true) return {};
    if (result !== false) return { unknown: `it gives ${typeof result}, and no boolean` };
    return { failed: expressed(messageExpression, context) ?? message ?? `failed rule: ${rule}` };
  } catch (thrown) {
    const { code = '', summary = String(thrown) } = thrown as { code?: string; summary?: string };
    // The same end it has in the API server: others may be what the library lacks.
    if (code === 'no_such_key' || code === 'index_out_of_bounds' || failures.test(summary))
      return { failed: `${summary.toLowerCase()} evaluating rule: ${rule}` };
    return { unknown: summary };
  }
}

/** The message that an expression makes; nothing where it makes none. */
function expressed(expression: string | undefined, context: { self: unknown }): string | undefined {
  if (expression === undefined) return undefined;
  try {
    const made: unknown = program(expression)(context);
    return typeof made === 'string' && made.trim() !== '' ? made.trim() : undefined;
  } catch {
    // The API server falls back to the message, too.
    return undefined;
  }
}

parentPort?.on('message', ({ body }: Request) => {
  const calls = JSON.parse(new TextDecoder().decode(body)) as RuleCall[];
  const reply = new TextEncoder().encode(JSON.stringify(calls.map(outcome)));
  parentPort?.postMessage({ reply } satisfies Answer, [reply.buffer]);
});
