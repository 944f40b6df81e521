import { z } from 'zod';
import type { ValidationReport } from '../types.ts';
import { apiVersion, errorView } from './common.ts';
import { finding } from './plan.ts';

const targetValidation = z
  .object({
    target: z.string(),
    objects: z.number().int().describe('Objects without a mistake.'),
    errors: z.array(errorView).describe('Every mistake, at its place.'),
    findings: z.array(finding).describe('Warnings and notes.'),
  })
  .meta({ id: 'TargetValidation' });

export const validationSchema = z
  .object({ apiVersion, kind: z.literal('ValidationReport'), targets: z.array(targetValidation) })
  .describe('The result of `plumbline validate -o json`.') satisfies z.ZodType<ValidationReport>;
