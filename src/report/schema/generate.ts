import { z } from 'zod';
import type { ApplyReport, TestReport } from '../../apply/types.ts';
import type { DriftReport } from '../../drift/types.ts';
import type { Plan } from '../../plan/types.ts';
import type { ErrorDocument } from '../json.ts';
import type { HistoryReport, StatusReport, ValidationReport } from '../types.ts';
import { applySchema } from './apply.ts';
import { driftSchema } from './drift.ts';
import { planSchema } from './plan.ts';
import { errorSchema, historySchema, statusSchema } from './status.ts';
import { testSchema } from './test.ts';
import { validationSchema } from './validation.ts';

/** The schemas by the name of their file. */
export const schemas = {
  plan: planSchema,
  apply: applySchema,
  drift: driftSchema,
  status: statusSchema,
  history: historySchema,
  validation: validationSchema,
  test: testSchema,
  error: errorSchema,
};

interface Documents {
  plan: Plan;
  apply: ApplyReport;
  drift: DriftReport;
  status: StatusReport;
  history: HistoryReport;
  validation: ValidationReport;
  test: TestReport;
  error: ErrorDocument;
}

type Described = { [Name in keyof typeof schemas]: z.infer<(typeof schemas)[Name]> };
// Identical, optional keys included: a key that only one of the two has is an error of types here.
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Differing = {
  [Name in keyof Documents]: Same<Documents[Name], Described[Name]> extends true ? never : Name;
};
const inStep: [Differing[keyof Documents]] extends [never] ? true : Differing[keyof Documents] = true;

/** Every published schema: its path in the repository and its text, as `schemas/` must hold it. */
export function generate(): Record<string, string> {
  const files = Object.entries(inStep ? schemas : {}).map(([name, schema]) => {
    // Of the input, so that documents of later versions, which only add keys, hold too.
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const id = `https://plumbline.dev/schemas/${name}.schema.json`;
    return [`schemas/${name}.schema.json`, `${JSON.stringify({ $schema, $id: id, ...rest }, null, 2)}\n`];
  });
  return Object.fromEntries(files) as Record<string, string>;
}
