import { posix } from 'node:path';
import { leadsOut } from '../config/inside.ts';
import { field, isObject } from '../manifests/json.ts';
import { utf8 } from '../manifests/read-text.ts';
import { readYaml } from '../manifests/yaml.ts';
import { YamlError } from '../manifests/yaml-events.ts';
import { kubernetes } from '../manifests/yaml-scalar.ts';
import type { Folder } from './folder.ts';
import { kustomizationIn } from './kind.ts';
import type { FileSource } from './sources.ts';

// The fields that may name folders; files must lie within the kustomization's own.
const naming = [
  'resources',
  'bases',
  'components',
  'generators',
  'transformers',
  'validators',
  'crds',
] as const;

/**
 * All that building the kustomization of a folder may read: its own folder and those of the bases and
 * components that it names, wherever they are in the repository. What is not there is left for the build to tell.
 * The digests of bases in plumbline.lock are of what this finds: to find more or less changes them.
 */
export async function kustomizationFiles(
  source: FileSource,
  path: string,
): Promise<{ files: Folder; folders: string[] }> {
  const files: Folder = new Map();
  const seen = new Set<string>();

  const visit = async (folder: string): Promise<void> => {
    if (seen.has(folder)) return;
    seen.add(folder);
    if (![...seen].some((other) => other !== folder && isWithin(folder, other))) {
      for (const [file, bytes] of (await source.folder(folder)) ?? []) files.set(file, bytes);
    }
    for (const other of foldersNamed(files, folder)) await visit(other);
  };

  await visit(path);
  return { files, folders: [...seen] };
}

const isWithin = (path: string, folder: string): boolean => folder === '.' || path.startsWith(`${folder}/`);

/** The folders of the repository that a folder's kustomization names, files left out by what is known of them. */
function foldersNamed(files: Folder, folder: string): string[] {
  const bytes = files.get(kustomizationIn(files, folder) ?? '');
  if (bytes === undefined) return [];
  return entries(utf8(bytes))
    .filter((entry) => !entry.startsWith('/') && !entry.includes('://'))
    .map((entry) => posix.join(folder, entry).replace(/\/$/, ''))
    .filter((way) => !leadsOut(way) && !files.has(way));
}

function entries(text: string): string[] {
  try {
    return readYaml(text, kubernetes).flatMap(({ value }) => {
      if (!isObject(value)) return [];
      return naming.flatMap((key) => {
        const list = field(value, key);
        return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
      });
    });
  } catch (thrown) {
    if (thrown instanceof YamlError) return [];
    throw thrown;
  }
}
