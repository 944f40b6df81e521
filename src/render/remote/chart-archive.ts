import { invalidArchive, unpackArchive } from './archive.ts';
import type { Files } from './types.ts';
import { readYamlFile } from './yaml-file.ts';

export const archiveName = ({ name, resolved }: { name: string; resolved: string }): string =>
  `${name}-${resolved}.tgz`;

/**
 * The files of a packed chart, the folder that all of them are in left out.
 * @throws ARCHIVE_INVALID, also where it is another chart than it should be
 */
export async function unpackChart(
  packed: Uint8Array,
  chart: { name: string; resolved: string },
): Promise<Files> {
  const archive = archiveName(chart);
  const found = await unpackArchive(packed, archive);
  const files: Files = new Map();
  const tops = new Set<string>();
  for (const [path, bytes] of found) {
    const slash = path.indexOf('/');
    tops.add(slash < 0 ? '' : path.slice(0, slash));
    files.set(path.slice(slash + 1), bytes);
  }
  const definition = files.get('Chart.yaml');
  if (tops.size !== 1 || tops.has('') || definition === undefined) {
    throw invalidArchive(archive, 'is no packed chart: it is not one folder with a Chart.yaml');
  }
  const { name, version } = readYamlFile(definition, `${archive}/Chart.yaml`).value;
  if (name !== chart.name || version !== chart.resolved) {
    throw invalidArchive(archive, `holds another chart, by its Chart.yaml ${said(name)} ${said(version)}`);
  }
  return files;
}

const said = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : 'without a name');
