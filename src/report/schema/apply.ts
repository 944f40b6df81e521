import { z } from 'zod';
import type { ApplyReport } from '../../apply/types.ts';
import { action, apiVersion, errorView, objectId, stats } from './common.ts';
import { targetPlan } from './plan.ts';

const objectResult = z
  .object({
    id: objectId,
    apiVersion: z.string(),
    action,
    outcome: z.enum(['done', 'failed', 'not-reached']),
    error: errorView.exactOptional(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'ObjectResult', description: 'What came of one object.' });

const applyResult = z
  .object({
    target: z.string(),
    cluster: z.string().exactOptional(),
    outcome: z.enum(['applied', 'unchanged', 'recorded', 'failed', 'refused', 'rolled-back', 'uninstalled']),
    revision: z.number().int().describe('The revision that is current now.').exactOptional(),
    commit: z.string(),
    plan: targetPlan.exactOptional(),
    objects: z.array(objectResult),
    unhealthy: z.array(z.object({ id: objectId, message: z.string() })),
    tombstones: z.array(objectId).describe('Removed objects that are not gone yet.'),
    warnings: z.array(z.string()),
    error: errorView.exactOptional(),
    others: z
      .array(errorView)
      .describe('Further errors of the same kind: every invalid manifest, every object that is refused.')
      .exactOptional(),
    stats,
  })
  .meta({ id: 'ApplyResult', description: 'What was done to one target.' });

export const applySchema = z
  .object({ apiVersion, kind: z.literal('ApplyReport'), results: z.array(applyResult) })
  .describe(
    'The result of `plumbline apply`, `rollback` and `uninstall` with `-o json`.',
  ) satisfies z.ZodType<ApplyReport>;
