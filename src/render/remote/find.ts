import { chartDependencies } from './chart-dependencies.ts';
import { readKustomization } from './kustomization.ts';
import type { Asked, Files } from './types.ts';

/**
 * What the chart or the kustomization of a folder, or the kustomizations that it names, takes from elsewhere; pure.
 * What those things take from elsewhere themselves is known once they are fetched.
 */
export function findRemote(files: Files, folder: string): Asked[] {
  const found: Asked[] = chartDependencies(files, folder);
  const seen = new Set<string>();
  const todo = [folder];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const kustomization = readKustomization(files, next);
    found.push(...(kustomization?.remote ?? []));
    todo.push(...(kustomization?.local ?? []));
  }
  return found;
}
