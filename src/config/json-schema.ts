import * as z from 'zod/mini';
import { configSchema } from './schema.ts';

/** The JSON Schema of plumbline.yaml, for editors. */
export function configJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { io: 'input' });
  return {
    $schema,
    $id: 'https://plumbline.dev/schemas/plumbline.schema.json',
    title: 'plumbline.yaml',
    description: 'Configuration of Plumbline: the targets of a repository',
    ...schema,
  };
}

/** The files generated from this folder, by path from the repository's root. */
export function generate(): Record<string, string> {
  return { 'plumbline.schema.json': `${JSON.stringify(configJsonSchema(), undefined, 2)}\n` };
}
