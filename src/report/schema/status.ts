import { z } from 'zod';
import type { ErrorDocument } from '../json.ts';
import type { HistoryReport, StatusReport } from '../types.ts';
import { apiVersion, errorFields, errorView, objectId, paused, phase } from './common.ts';
import { driftState } from './drift.ts';

const targetStatus = z
  .object({
    target: z.string(),
    cluster: z.string().exactOptional(),
    release: z
      .object({
        revision: z.number().int(),
        commit: z.string(),
        time: z.string().describe('When it was applied, RFC 3339.'),
        actor: z.string().exactOptional(),
      })
      .describe('Absent before the first apply.')
      .exactOptional(),
    objects: z.number().int(),
    ready: z.boolean().exactOptional(),
    pending: z
      .object({ revision: z.number().int(), commit: z.string(), phase, message: z.string().exactOptional() })
      .describe('An apply that has not come to its end.')
      .exactOptional(),
    paused: paused.exactOptional(),
    drifted: z
      .array(z.object({ id: objectId, state: driftState }))
      .describe('What the newest drift check found and left as it was.'),
    reverted: z.number().int().describe('How many objects that check reverted.'),
    lastCheck: z.string().describe('When drift was last looked for, RFC 3339.').exactOptional(),
    unready: z.array(z.object({ id: objectId, message: z.string() })),
  })
  .meta({ id: 'TargetStatus' });

export const statusSchema = z
  .object({ apiVersion, kind: z.literal('StatusReport'), targets: z.array(targetStatus) })
  .describe('The result of `plumbline status -o json`.') satisfies z.ZodType<StatusReport>;

const historyLine = z
  .object({
    revision: z.number().int(),
    commit: z.string(),
    time: z.string().describe('RFC 3339.'),
    actor: z.string().exactOptional(),
    runUrl: z.string().exactOptional(),
    dirty: z.boolean().exactOptional(),
    objects: z.number().int(),
    current: z.boolean(),
  })
  .meta({ id: 'HistoryLine' });

export const historySchema = z
  .object({
    apiVersion,
    kind: z.literal('HistoryReport'),
    targets: z.array(
      z.object({
        target: z.string(),
        cluster: z.string().exactOptional(),
        entries: z.array(historyLine).describe('Newest first.'),
      }),
    ),
  })
  .describe('The result of `plumbline history -o json`.') satisfies z.ZodType<HistoryReport>;

export const errorSchema = z
  .object({
    apiVersion,
    kind: z.literal('Error'),
    ...errorFields,
    exitCode: z.number().int(),
    others: z.array(errorView).describe('Further errors of the same operation.'),
  })
  .describe('What a command with `-o json` gives that ends in an error.') satisfies z.ZodType<ErrorDocument>;
