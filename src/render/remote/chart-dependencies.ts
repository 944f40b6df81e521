import { posix } from 'node:path';
import { isObject } from '../../manifests/json.ts';
import type { Json } from '../../manifests/types.ts';
import type { Asked, ChartReference, Files } from './types.ts';
import { parseVersion, VersionRange } from './version.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/**
 * The dependencies of a chart that are elsewhere: those that name a Helm repository or an OCI
 * registry and are not in charts/ already. Where Chart.lock has a version, that version is what is asked for.
 * @param folder of the chart
 * @throws MANIFEST_SYNTAX, MANIFEST_TOO_LARGE, MANIFEST_INVALID
 */
export function chartDependencies(files: Files, folder: string): Asked<ChartReference>[] {
  const chart = definitionOf(files, folder);
  if (chart === undefined) return [];
  const locked = lockedVersions(files, folder);
  return itemsOf(chart.value.dependencies).flatMap((dependency, index): Asked<ChartReference>[] => {
    const name = textOf(chart, dependency, index, 'name');
    const repository = textOf(chart, dependency, index, 'repository');
    const version = textOf(chart, dependency, index, 'version');
    if (name === '' || repository === '' || repository.startsWith('file://')) return [];
    if (!isName(name))
      throw chart.invalid(['dependencies', index, 'name'], `${name} is no name of a chart`, naming);
    if (isVendored(files, folder, name)) return [];
    checkRepository(chart, repository, index);
    const range = VersionRange.parse(version);
    if (range === undefined) {
      const remedy = 'Write a version or a range, such as 1.2.3 or ^1.2.';
      throw chart.invalid(['dependencies', index, 'version'], `${version} is no range of versions`, remedy);
    }
    const fixed = locked.find((one) => one.name === name && one.repository === repository);
    const resolved = fixed === undefined ? undefined : parseVersion(fixed.version);
    if (fixed !== undefined && (resolved === undefined || !range.has(resolved))) {
      const message = `${fixed.file} has ${name} ${fixed.version}, which ${version} does not allow`;
      const remedy = 'Run helm dependency update, and commit what it writes.';
      throw chart.invalid(['dependencies', index, 'version'], message, remedy);
    }
    const reference: ChartReference = { kind: 'chart', repository, name, version: fixed?.version ?? version };
    return [{ reference, place: chart.place(['dependencies', index, 'repository']) }];
  });
}

/** Charts of Helm 2 have their dependencies in a file of their own, which Helm reads over those of Chart.yaml. */
function definitionOf(files: Files, folder: string): YamlFile | undefined {
  const paths = ['requirements.yaml', 'Chart.yaml'].map((name) => posix.join(folder, name));
  const [requirements, chart] = paths.map((path) => {
    const bytes = files.get(path);
    return bytes === undefined ? undefined : readYamlFile(bytes, path);
  });
  if (chart === undefined) return undefined;
  return requirements?.value.dependencies === undefined ? chart : requirements;
}

const naming = 'Write letters, digits, "-", "_" and ".".';

/** A name becomes a part of paths and URLs. */
export const isName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);

function checkRepository(chart: YamlFile, repository: string, index: number): void {
  if (/^(?:oci|https):\/\/[^/\s?#]+/.test(repository)) return;
  const isAlias = /^(?:@|alias:)/.test(repository);
  const message = isAlias
    ? `${repository} is a name that only the Helm of one machine knows`
    : `charts are not fetched from ${repository}`;
  const remedy = 'Write its address, oci:// or https://, or put the chart into charts/.';
  throw chart.invalid(['dependencies', index, 'repository'], message, remedy);
}

/** Whether charts/ holds the chart, unpacked or packed. */
function isVendored(files: Files, folder: string, name: string): boolean {
  const charts = `${posix.join(folder, 'charts')}/`;
  if (files.has(`${charts}${name}/Chart.yaml`)) return true;
  const packed = `${charts}${name}-`;
  return [...files.keys()].some(
    (file) => file.startsWith(packed) && /^v?\d[^/]*\.tgz$/.test(file.slice(packed.length)),
  );
}

interface LockedVersion {
  file: string;
  name: string;
  repository: string;
  version: string;
}

function lockedVersions(files: Files, folder: string): LockedVersion[] {
  return ['requirements.lock', 'Chart.lock'].flatMap((name) => {
    const file = posix.join(folder, name);
    const bytes = files.get(file);
    if (bytes === undefined) return [];
    const lock = readYamlFile(bytes, file);
    return itemsOf(lock.value.dependencies).map((dependency, index) => ({
      file: name,
      name: textOf(lock, dependency, index, 'name'),
      repository: textOf(lock, dependency, index, 'repository'),
      version: textOf(lock, dependency, index, 'version'),
    }));
  });
}

const itemsOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

function textOf(chart: YamlFile, dependency: Json, index: number, key: string): string {
  const value = isObject(dependency) ? dependency[key] : undefined;
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  throw chart.invalid(['dependencies', index, key], `${key} of a dependency is a text`, 'Put it in quotes.');
}
