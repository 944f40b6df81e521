import { gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';

/** A gzipped tar of files by path, or of whatever entries. */
export async function tgz(entries: Record<string, string | Uint8Array> | TarEntry[]): Promise<Buffer> {
  const list = Array.isArray(entries)
    ? entries
    : Object.entries(entries).map(([name, content]) => {
        const body = typeof content === 'string' ? Buffer.from(content) : content;
        return { header: { name, size: body.length, mtime: new Date(0) }, body };
      });
  return gzipSync(await packTar(list));
}

/** A chart as `helm package` packs it: one ConfigMap. */
export function packedChart(
  name: string,
  version: string,
  files: Record<string, string> = {},
): Promise<Buffer> {
  const own = {
    'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
    'templates/configmap.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  version: "${version}"\n`,
    ...files,
  };
  return tgz(Object.fromEntries(Object.entries(own).map(([path, text]) => [`${name}/${path}`, text])));
}
