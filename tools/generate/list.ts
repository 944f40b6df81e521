import { generate as configSchema } from '../../src/config/json-schema.ts';
import { generate as reportSchemas } from '../../src/report/schema/generate.ts';
import { generate as crd } from './crd.ts';
import { generate as dist } from './dist.ts';
import { generate as reference } from './reference.ts';
import { generate as structure } from './structure.ts';
import { outputs as workerOutputs, generate as workers } from './workers.ts';

export type Made = Record<string, string | Buffer>;

export interface Generator {
  name: string;
  /** The files or whole folders that it alone writes. */
  outputs: string[];
  /** What is in each file by its path from the root. */
  generate(): Made | Promise<Made>;
}

/** Everything in the repository that is made from something else in it. */
export const generators: Generator[] = [
  { name: 'schema', outputs: ['plumbline.schema.json'], generate: configSchema },
  { name: 'reference', outputs: ['docs/configuration.md'], generate: reference },
  { name: 'schemas', outputs: ['schemas'], generate: reportSchemas },
  { name: 'crd', outputs: ['guard/manifests/crd.yaml'], generate: crd },
  { name: 'structure', outputs: ['src/manifests/structure.generated.ts'], generate: structure },
  { name: 'worker', outputs: workerOutputs, generate: workers },
  { name: 'dist', outputs: ['dist'], generate: dist },
];
