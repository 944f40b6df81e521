import { posix } from 'node:path';
import type { FileSource } from './sources.ts';

/** The names that kustomize looks for, in its order. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

export const chartName = 'Chart.yaml';

/** What a folder holds that is rendered otherwise than manifest by manifest. */
export type Kind = { kind: 'chart' } | { kind: 'kustomization'; name: string };

/**
 * Tells by the names in a folder what it holds; a chart comes before a kustomization. Undefined for manifests alone.
 * @param has whether a file of this name is there
 */
export async function kindBy(has: (name: string) => boolean | Promise<boolean>): Promise<Kind | undefined> {
  if (await has(chartName)) return { kind: 'chart' };
  for (const name of kustomizationNames) if (await has(name)) return { kind: 'kustomization', name };
  return undefined;
}

/** The same by asking for each name, for who does not list the folder. */
export const kindOf = (source: FileSource, folder: string): Promise<Kind | undefined> =>
  kindBy(async (name) => (await source.list(posix.join(folder, name))) !== undefined);

/** The kustomization of a folder among files. */
export const kustomizationIn = (files: ReadonlyMap<string, Uint8Array>, folder: string): string | undefined =>
  kustomizationNames.map((name) => posix.join(folder, name)).find((file) => files.has(file));
