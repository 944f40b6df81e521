import { build } from 'esbuild';
import { root } from '../command.ts';

/** The name of the text that each worker is made into. */
const workers: Record<string, string> = {
  'wasm-sandbox/worker': 'workerSource',
  'kubeconform-wasm/src/cel/worker': 'celWorkerSource',
};

export const outputs = Object.keys(workers).map((worker) => `${worker}.generated.ts`);

/** Workers as texts: so they start from a checkout, from a bundle of any form, and in a test. */
export async function generate(): Promise<Record<string, string>> {
  const made = Object.entries(workers).map(async ([worker, name]): Promise<[string, string]> => {
    const text = JSON.stringify(await bundle(`${worker}.ts`));
    const head = '// Made by `npm run generate worker` from worker.ts; not to be edited.';
    return [`${worker}.generated.ts`, `${head}\nexport const ${name} = ${text};\n`];
  });
  return Object.fromEntries(await Promise.all(made));
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
  });
  return outputFiles[0]?.text ?? '';
}
