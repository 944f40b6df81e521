import { z } from 'zod';
import { type ErrorCode, exitCodeOf } from '../../errors/codes.ts';
import type { Json } from '../../manifests/types.ts';

export const apiVersion = z.literal('plumbline.dev/v1alpha1');

/** Any JSON value; integers may exceed 2^53. */
export const json = z.custom<Json>(() => true);

export const objectId = z
  .object({
    group: z.string().describe("The API group; '' for the core group."),
    kind: z.string(),
    namespace: z.string().describe('Absent for cluster-scoped objects.').exactOptional(),
    name: z.string(),
  })
  .meta({ id: 'ObjectId', description: "An object's identity: group, not version." });

export const place = z
  .object({
    file: z.string(),
    line: z.number().int().describe('Counts from 1.').exactOptional(),
    column: z.number().int().describe('Counts from 1.').exactOptional(),
  })
  .meta({ id: 'Place', description: 'A place in a source file.' });

const codes = Object.keys(exitCodeOf) as [ErrorCode, ...ErrorCode[]];

export const errorFields = {
  code: z.enum(codes),
  message: z.string(),
  object: z.string().describe('For people: `Deployment shop/web`.').exactOptional(),
  place: place.exactOptional(),
  excerpt: z.string().describe('Source lines around the place.').exactOptional(),
  remedy: z.string().describe('What to do about it.').exactOptional(),
};

export const errorView = z
  .object(errorFields)
  .meta({ id: 'ErrorView', description: 'What is wrong, with what, where, and the remedy.' });

export const author = z
  .object({
    manager: z.string(),
    operation: z.enum(['Apply', 'Update']).exactOptional(),
    subresource: z.string().exactOptional(),
    time: z.string().describe('RFC 3339.').exactOptional(),
    guess: z.boolean().describe('The object does not hold it for certain.').exactOptional(),
  })
  .meta({ id: 'Author', description: 'Who wrote a field last, as managedFields tells it.' });

const value = (description: string) => json.describe(description).exactOptional();

export const fieldChange = z
  .object({
    path: z.string().describe('By key: `spec.template.spec.containers[name=web].image`.'),
    released: value('In the release.'),
    live: value('In the cluster.'),
    desired: value('In Git.'),
    result: value('What applying leaves.'),
    causes: z.array(z.enum(['change', 'unapplied', 'drift', 'effect'])),
    by: author.exactOptional(),
    leftTo: z.string().describe('It left Git and stays, because this manager owns it too.').exactOptional(),
    sensitive: z
      .literal(true)
      .describe('Of a Secret: the values are told by their size alone.')
      .exactOptional(),
  })
  .meta({ id: 'FieldChange', description: 'One field. A missing value is absent there; null is a value.' });

export const action = z.enum([
  'create',
  'update',
  'replace',
  'delete',
  'adopt',
  'restore',
  'forget',
  'unchanged',
  'skip',
]);

export const phase = z.enum(['applying', 'failed', 'cancelled']);
export const releaseRef = z.object({
  revision: z.number().int(),
  commit: z.string().describe("'' without Git."),
  pending: phase.describe('An apply that has not come to its end.').exactOptional(),
});
export const paused = z.object({ until: z.string(), reason: z.string() });
export const stats = z
  .object({
    milliseconds: z.number(),
    requests: z.record(z.string(), z.number().int()).describe('By verb.'),
  })
  .meta({ id: 'Stats', description: 'What it cost.' });
