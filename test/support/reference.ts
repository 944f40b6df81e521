import { execFile, execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../local-cluster/folders.ts';
import { parseJson, stringifyJson } from '../../src/manifests/json.ts';
import type { Json } from '../../src/manifests/types.ts';

const sources = join(import.meta.dirname, '..', 'reference');

export type Reference = { result: Json } | { error: string };

/**
 * What Go's own libraries make of each case: Flux' substitution in a text (`template`) or an object,
 * sigs.k8s.io/yaml, or Helm's reading of version ranges. The program is built once for the same sources.
 */
export async function askReference(
  what: 'template' | 'object' | 'yaml' | 'versions',
  cases: readonly Json[],
): Promise<Reference[]> {
  const program = await builtReference();
  const output = execFileSync(program, [what], {
    input: cases.map((one) => stringifyJson(one)).join('\n'),
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  });
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const answer = parseJson(line) as { result?: Json; error?: string };
      return answer.error === undefined ? { result: answer.result ?? null } : { error: answer.error };
    });
}

async function builtReference(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['main.go', 'versions.go', 'go.mod', 'go.sum'])
    hash.update(readFileSync(join(sources, name)));
  const program = join(cacheFolder(), `test-reference-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(program)) return program;
  mkdirSync(cacheFolder(), { recursive: true });
  const unfinished = `${program}.${randomBytes(4).toString('hex')}`;
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
  const args = ['-n', '10', 'go', 'build', '-trimpath', '-buildvcs=false', '-o', unfinished, '.'];
  await promisify(execFile)('nice', args, { cwd: sources, env });
  renameSync(unfinished, program);
  return program;
}
