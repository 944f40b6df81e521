import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtPrograms, type Program } from './build.ts';

/**
 * The path of each program that is wanted. Ready binaries are used for what they hold, by the variables of
 * controller-runtime's envtest (TEST_ASSET_ETCD and so on, then the folder KUBEBUILDER_ASSETS); only where
 * one is missing is the local cluster built.
 */
export async function findBinaries<P extends Program>(
  wanted: readonly P[],
  report: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Record<P, string>> {
  const ready = new Map(wanted.map((program) => [program, readyBinary(program, env)]));
  const isComplete = [...ready.values()].every((path) => path !== undefined);
  const built = isComplete ? '' : await builtPrograms(report);
  const found = wanted.map((program) => [program, ready.get(program) ?? join(built, program)]);
  return Object.fromEntries(found) as Record<P, string>;
}

function readyBinary(program: Program, env: NodeJS.ProcessEnv): string | undefined {
  const named = env[`TEST_ASSET_${program.toUpperCase().replaceAll('-', '_')}`];
  if (named) return named;
  const path = env.KUBEBUILDER_ASSETS && join(env.KUBEBUILDER_ASSETS, program);
  return path && existsSync(path) ? path : undefined;
}
