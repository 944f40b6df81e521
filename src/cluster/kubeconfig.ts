import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import { PlumblineError } from '../errors/error.ts';
import { isObject } from '../manifests/json.ts';
import type { Json, JsonObject } from '../manifests/types.ts';
import { withoutNames } from '../manifests/yaml-events.ts';

/** One named entry, and the file it came from: relative paths in it are relative to that file's folder. */
export interface Entry {
  file: string;
  value: JsonObject;
}

export interface Kubeconfig {
  files: string[];
  currentContext: string | undefined;
  clusters: Map<string, Entry>;
  users: Map<string, Entry>;
  contexts: Map<string, Entry>;
}

/**
 * Reads one kubeconfig. A missing file is undefined, unless it was asked for by name.
 * No message ever quotes the file: it holds credentials.
 */
export async function readKubeconfig(path: string, required: boolean): Promise<Kubeconfig | undefined> {
  const file = resolve(path);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' && !required) return undefined;
    throw invalid(file, `cannot be read (${code})`, 'Check the path, and that it is a file you may read.');
  }
  return parseKubeconfig(text, file);
}

export function parseKubeconfig(text: string, file: string): Kubeconfig {
  const config = parseYaml(text, file);
  const current = config['current-context'];
  return {
    files: [file],
    currentContext: typeof current === 'string' && current !== '' ? current : undefined,
    clusters: entries(config, 'clusters', 'cluster', file),
    users: entries(config, 'users', 'user', file),
    contexts: entries(config, 'contexts', 'context', file),
  };
}

/** kubectl's merge: the first file that names an entry, or a current context, wins; entries are never mixed. */
export function mergeKubeconfigs(configs: readonly Kubeconfig[]): Kubeconfig {
  const first = (of: (config: Kubeconfig) => Map<string, Entry>): Map<string, Entry> =>
    new Map(configs.toReversed().flatMap((config) => [...of(config)]));
  return {
    files: configs.flatMap((config) => config.files),
    currentContext: configs.find((config) => config.currentContext !== undefined)?.currentContext,
    clusters: first((config) => config.clusters),
    users: first((config) => config.users),
    contexts: first((config) => config.contexts),
  };
}

/** Makes a path of a kubeconfig absolute. */
export function pathIn(entry: Entry, path: string): string {
  return resolve(dirname(entry.file), path);
}

function parseYaml(text: string, file: string): JsonObject {
  if (text.replaceAll(/^\s*#.*$/gm, '').trim() === '') return {};
  let parsed: Json;
  try {
    parsed = load(text) as Json;
  } catch (error) {
    // Only the reason and the line: the message of a YAMLException quotes the source.
    const line = error instanceof YAMLException && error.mark ? error.mark.line + 1 : undefined;
    const reason = error instanceof YAMLException ? withoutNames(error.reason) : 'it cannot be parsed';
    throw invalid(file, `is not valid YAML: ${reason}`, 'Mend the kubeconfig.', line);
  }
  if (parsed === null || parsed === undefined) return {};
  if (!isObject(parsed)) throw invalid(file, 'is not a kubeconfig', 'It must be a mapping of kind: Config.');
  return parsed;
}

function entries(config: JsonObject, list: string, key: string, file: string): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const items = config[list] ?? [];
  if (!Array.isArray(items)) throw invalid(file, `: ${list} must be a list`, 'Mend the kubeconfig.');
  for (const item of items) {
    const name = isObject(item) ? item.name : undefined;
    const value = isObject(item) ? (item[key] ?? {}) : undefined;
    if (typeof name !== 'string' || !isObject(value)) {
      throw invalid(file, `: each of ${list} needs a name and a ${key}`, 'Mend the kubeconfig.');
    }
    if (found.has(name)) throw invalid(file, `: ${list} names ${name} twice`, 'Remove one of the two.');
    found.set(name, { file, value });
  }
  return found;
}

function invalid(file: string, what: string, remedy: string, line?: number): PlumblineError {
  return new PlumblineError('KUBECONFIG_INVALID', `${file}${what.startsWith(':') ? '' : ' '}${what}`, {
    place: { file, ...(line !== undefined && { line }) },
    remedy,
  });
}
