import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import type { ChartOptions, FileSet } from '../../../render-wasm/index.ts';
import { readCase } from './native.ts';

/** Packs a chart as `helm package` does: a folder of its name, then its files. */
export async function packed(files: FileSet): Promise<Uint8Array> {
  const entries = [...files].map(([name, body]) => ({
    header: { name, size: body.length, type: 'file' as const, mtime: new Date(0) },
    body,
  }));
  return gzipSync(await packTar(entries));
}

/** A case of a chart. Its folders of names that end in `.tgz` are packed. */
export async function readChart(name: string): Promise<ChartOptions> {
  const { files: found, folder } = await readCase('charts', name);
  const files = new Map<string, Uint8Array>();
  const archives = new Map<string, Map<string, Uint8Array>>();
  for (const [file, bytes] of found) {
    const [, archive, inside] = /^(.+?\.tgz)\/(.+)$/.exec(file) ?? [];
    if (archive === undefined || inside === undefined) files.set(file, bytes);
    else archives.set(archive, (archives.get(archive) ?? new Map<string, Uint8Array>()).set(inside, bytes));
  }
  for (const [archive, inside] of archives) files.set(archive, await packed(inside));
  const options = textOf(files, 'case.json');
  const { valuesFiles = [], ...more } = (options === '' ? {} : JSON.parse(options)) as CaseOptions;
  return {
    files,
    folder,
    releaseName: 'release',
    namespace: 'default',
    valuesFiles: valuesFiles.map((file) => ({ file, text: textOf(files, file) })),
    ...more,
  };
}

interface CaseOptions extends Partial<Omit<ChartOptions, 'valuesFiles'>> {
  /** Paths in the case, instead of their texts. */
  valuesFiles?: string[];
}

const textOf = (files: FileSet, file: string): string => Buffer.from(files.get(file) ?? []).toString();

/** The arguments of helm for the same; the values are where `onDisk` has written them. */
export function helmArguments({ folder, ...options }: ChartOptions): string[] {
  const args = ['template', options.releaseName, `./${folder}`, '--include-crds', '-n', options.namespace];
  for (const { file } of options.valuesFiles ?? []) args.push('--values', file);
  if (options.values !== undefined) args.push('--values', 'case-values.json');
  if (options.kubernetesVersion !== undefined) args.push('--kube-version', options.kubernetesVersion);
  for (const version of options.apiVersions ?? []) args.push('--api-versions', version);
  return options.isUpgrade === true ? [...args, '--is-upgrade'] : args;
}
