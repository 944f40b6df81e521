import { z } from 'zod';
import type { TestReport } from '../../apply/types.ts';
import { apiVersion, errorView, objectId } from './common.ts';

const hookTest = z
  .object({
    id: objectId,
    milliseconds: z.number().int(),
    error: errorView.describe('Where it failed.').exactOptional(),
  })
  .meta({ id: 'HookTest' });

export const testSchema = z
  .object({
    apiVersion,
    kind: z.literal('TestReport'),
    targets: z.array(z.object({ target: z.string(), tests: z.array(hookTest) })),
  })
  .describe('The result of `plumbline test -o json`.') satisfies z.ZodType<TestReport>;
