import { z } from 'zod';
import type { Plan } from '../../plan/types.ts';
import { action, apiVersion, errorView, fieldChange, objectId, place, releaseRef, stats } from './common.ts';

const risk = z
  .object({
    kind: z.enum([
      'data-loss',
      'pods-restart',
      'namespace-deletion',
      'crd-deletion',
      'immutable-field',
      'selector-change',
      'autoscaler-fight',
      'wider-rbac',
      'policy-changed',
      'deprecated-api',
      'guard-lacks-right',
    ]),
    message: z.string(),
  })
  .meta({ id: 'Risk' });

const objectPlan = z
  .object({
    id: objectId,
    apiVersion: z.string(),
    action,
    source: place.exactOptional(),
    fields: z.array(fieldChange),
    unapplied: z
      .literal(true)
      .describe("All that Git does to it was merged before and is not applied yet: not the pull request's.")
      .exactOptional(),
    risks: z.array(risk),
    consent: z
      .object({
        entry: z.string().describe('The line of allowDestroy.'),
        given: z.boolean(),
        reason: z.string(),
      })
      .exactOptional(),
    effectNotAsked: z.string().describe('Why the server was not asked what it adds.').exactOptional(),
    reason: z.string().exactOptional(),
    error: errorView.exactOptional(),
    warnings: z.array(z.string()).describe("The server's Warning headers."),
  })
  .meta({ id: 'ObjectPlan', description: 'What applying does to one object.' });

export const finding = z
  .object({
    severity: z.enum(['error', 'warning', 'info']),
    code: z.string(),
    message: z.string(),
    object: z.string().exactOptional(),
    place: place.exactOptional(),
    remedy: z.string().exactOptional(),
  })
  .meta({ id: 'Finding' });

const source = z
  .object({
    repository: z.string(),
    repositoryId: z.string().exactOptional(),
    ref: z.string().exactOptional(),
    commit: z.string().describe("'' without Git."),
    dirty: z.boolean().describe('Uncommitted changes are part of it.').exactOptional(),
    runUrl: z.string().exactOptional(),
    actor: z.string().exactOptional(),
  })
  .meta({ id: 'ReleaseSource', description: 'Where a revision comes from.' });

const count = z.number().int();

export const targetPlan = z
  .object({
    target: z.string(),
    cluster: z.string().describe('For people. Absent where no cluster was asked.').exactOptional(),
    release: releaseRef.describe('Compared with; absent before the first apply.').exactOptional(),
    source,
    base: z.string().describe('Git against Git: the revision compared with.').exactOptional(),
    objects: z.array(objectPlan).describe('All but the unchanged, in the order of applying.'),
    counts: z.object({
      create: count,
      update: count,
      replace: count,
      delete: count,
      adopt: count,
      restore: count,
      forget: count,
      unchanged: count,
      skip: count,
    }),
    total: count.describe('Objects in the desired set.'),
    notAsked: z.array(z.string()).describe('What could not be asked and why.'),
    findings: z.array(finding),
    risks: z.array(risk),
    hash: z.string().describe('sha256, hex.'),
    refusals: z.array(errorView).describe('Why an apply would be refused as things stand.'),
    stats,
  })
  .meta({ id: 'TargetPlan', description: 'What applying would do to one target.' });

export const planSchema = z
  .object({
    apiVersion,
    kind: z.literal('Plan'),
    targets: z.array(targetPlan),
    hash: z.string().describe('Over all targets.'),
  })
  .describe('The result of `plumbline plan -o json`.') satisfies z.ZodType<Plan>;
