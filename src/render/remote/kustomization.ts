import { posix } from 'node:path';
import { PlumblineError } from '../../errors/error.ts';
import { isObject } from '../../manifests/json.ts';
import type { Json } from '../../manifests/types.ts';
import type { Keys } from '../../manifests/walk.ts';
import { kustomizationIn } from '../kind.ts';
import { parseGitUrl } from './git-url.ts';
import type { Asked, BaseReference, FileReference, Files } from './types.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** Lists of folders and files, by the names that kustomize gives them. */
const folderKeys = ['resources', 'components', 'bases'];
const listsOfFiles = [
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'patchesStrategicMerge',
];
const withPath = ['patches', 'patchesJson6902', 'replacements'];

/** Whether kustomize takes a text for a folder, or a file. */
const namesFolder = ({ 0: key, length }: Keys): boolean => folderKeys.includes(String(key)) && length === 2;

/** Whether kustomize loads a file there, by path or by URL. Elsewhere a URL is a text like any other. */
function namesFile([key = '', second = '', third = '']: Keys): boolean {
  if (listsOfFiles.includes(String(key))) return third === '';
  if (withPath.includes(String(key))) return third === 'path';
  if (key === 'openapi') return second === 'path';
  return (
    (key === 'configMapGenerator' || key === 'secretGenerator') && /^(?:files|envs?)$/.test(String(third))
  );
}

/** A remote thing of a kustomization, and the way to the text that names it. */
export interface RemoteOfKustomization extends Asked<BaseReference | FileReference> {
  path: Keys;
  /** What stands before the URL in its text: the `KEY=` of a generator. */
  prefix: string;
}

export interface Kustomization {
  /** The folder of the kustomization. */
  folder: string;
  file: YamlFile;
  remote: RemoteOfKustomization[];
  /** What it names in the same tree: folders, files, and what is neither. */
  local: string[];
}

/**
 * What a folder's kustomization refers to; undefined where the folder has none.
 * @throws MANIFEST_SYNTAX, MANIFEST_TOO_LARGE, MANIFEST_INVALID, UNSUPPORTED (helmCharts), FETCH_REFUSED
 */
export function readKustomization(files: Files, folder: string): Kustomization | undefined {
  const file = kustomizationIn(files, folder);
  const bytes = files.get(file ?? '');
  if (file === undefined || bytes === undefined) return undefined;
  const read = readYamlFile(bytes, file);
  refuseCharts(read);
  const texts = [...textsOf(read.value, [])];
  const remote = texts.flatMap(([path, text]) => remoteOf(read, path, text));
  const isRemote = new Set(remote.map(({ path }) => path));
  const local = texts
    .filter(([path]) => namesFolder(path) && !isRemote.has(path))
    .map(([, text]) => wayOf(folder, text));
  return { folder, file: read, remote, local };
}

/** The inflators run Helm, and fetch, in the middle of a build. */
function refuseCharts(read: YamlFile): void {
  const key = ['helmCharts', 'helmChartInflationGenerator'].find((one) => read.value[one] !== undefined);
  if (key === undefined) return;
  throw new PlumblineError('UNSUPPORTED', `${key} of a kustomization is not inflated`, {
    place: read.place([key]),
    remedy: 'Render the chart as a target of its own: path of its folder, or helm.chart in plumbline.yaml.',
  });
}

function* textsOf(value: Json, path: Keys): Generator<[Keys, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value))
    for (const [index, inner] of value.entries()) yield* textsOf(inner, [...path, index]);
  else if (isObject(value))
    for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, [...path, key]);
}

function remoteOf(read: YamlFile, path: Keys, text: string): RemoteOfKustomization[] {
  const isFolder = namesFolder(path);
  if (!isFolder && !namesFile(path)) return [];
  const place = read.place(path);
  const refuse = (message: string, remedy: string): never => {
    throw new PlumblineError('FETCH_REFUSED', message, { place, remedy });
  };
  const prefix = path.length === 4 ? (/^[^/:=\s]+=/.exec(text)?.[0] ?? '') : '';
  const url = text.slice(prefix.length);
  if (/^http:\/\/\S+$/i.test(url))
    refuse(`${url} is not fetched: http has no protection`, 'Write it with https://.');
  if (/^https:\/\/\S+$/i.test(url) && (!isFolder || isFileUrl(url))) {
    return [{ reference: { kind: 'file', url }, path, prefix, place }];
  }
  if (!isFolder) return [];
  const git = parseGitUrl(text);
  if (git === undefined) return [];
  if ('refused' in git) return refuse(git.refused, git.remedy);
  return [{ reference: git, path, prefix, place }];
}

/** kustomize asks the server what a URL is; here its form decides, so that the same text is always the same. */
function isFileUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { pathname, searchParams } = new URL(text);
  const isGit = pathname.includes('//') || pathname.includes('.git/') || pathname.includes('/_git/');
  return (
    !isGit && !searchParams.has('ref') && !searchParams.has('version') && /\.(?:ya?ml|json)$/i.test(pathname)
  );
}

/** Absolute ways and those above the tree lead nowhere, for no file has such a path. */
const wayOf = (folder: string, text: string): string =>
  (text.startsWith('/') ? text : posix.join(folder, text)).replace(/(.)\/$/, '$1');
