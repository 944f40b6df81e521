import { z } from 'zod';
import type { DriftReport } from '../../drift/types.ts';
import { apiVersion, author, fieldChange, objectId, paused, releaseRef, stats } from './common.ts';

export const driftState = z.enum([
  'drifted',
  'missing',
  'data-lost',
  'needs-apply',
  'ownership-lost',
  'terminating',
  'unknown',
  'ignored',
]);

const objectDrift = z
  .object({
    id: objectId,
    apiVersion: z.string(),
    state: driftState,
    fields: z.array(fieldChange),
    by: author.exactOptional(),
    reason: z.string().exactOptional(),
    reverted: z.boolean().exactOptional(),
    error: z.string().exactOptional(),
  })
  .meta({ id: 'ObjectDrift', description: 'How one object departs from the release.' });

const targetDrift = z
  .object({
    target: z.string(),
    cluster: z.string().exactOptional(),
    release: releaseRef,
    paused: paused.exactOptional(),
    objects: z.array(objectDrift),
    foreign: z
      .array(z.object({ id: objectId, path: z.string(), by: author }))
      .describe('Fields that others added.'),
    checked: z.number().int(),
    reverted: z.number().int(),
    notAsked: z.array(z.string()),
    stats,
  })
  .meta({ id: 'TargetDrift' });

export const driftSchema = z
  .object({ apiVersion, kind: z.literal('DriftReport'), targets: z.array(targetDrift) })
  .describe('The result of `plumbline drift -o json`.') satisfies z.ZodType<DriftReport>;
