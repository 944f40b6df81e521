import { readFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { KubeconformError } from './errors.ts';

/** The layout of kubeconform's own set of schemas, which a location without a name of a file has. */
const usualLayout =
  '/{{ .NormalizedKubernetesVersion }}-standalone{{ .StrictSuffix }}/{{ .ResourceKind }}{{ .KindSuffix }}.json';

export interface LocationVersion {
  /** `master`, or numbers without `v`. */
  kubernetesVersion: string;
  strict: boolean;
}

/** Schemas in files: kubeconform's `-schema-location`, a path that holds the parts of a kind in `{{ .Name }}`. */
export class SchemaLocation {
  readonly #template: string;
  readonly #version: LocationVersion;
  /** No schema is read outside of it, whatever another one refers to. */
  readonly #folder: string;

  constructor(location: string, version: LocationVersion) {
    if (/^https?:/.test(location))
      throw invalid(location, 'nothing is fetched here. Fetch the schemas before, and give their folder');
    this.#template = location.endsWith('json') ? location : location + usualLayout;
    this.#version = version;
    const [fixed = ''] = this.#template.split('{{');
    this.#folder = dirname(resolve(`${fixed}x`));
    this.#fill('apps/v1', 'Deployment');
  }

  /** The text of what the module asks for: a kind's schema and its URL, or null where there is none. */
  async schemaOf(apiVersion: string, kind: string): Promise<{ url: string; schema: unknown } | null> {
    const path = resolve(this.#fill(apiVersion, kind));
    if (!this.holds(path)) return null;
    const schema = await readSchema(path);
    return schema === undefined ? null : { url: pathToFileURL(path).href, schema };
  }

  holds(path: string): boolean {
    return path.startsWith(this.#folder.endsWith(sep) ? this.#folder : this.#folder + sep);
  }

  #fill(apiVersion: string, kind: string): string {
    const parts = apiVersion.split('/');
    const [group = ''] = parts;
    const suffix = [group.split('.')[0], ...parts.slice(1, 2)].map((part) => `-${part}`.toLowerCase());
    const { kubernetesVersion, strict } = this.#version;
    const values: Record<string, string> = {
      NormalizedKubernetesVersion: kubernetesVersion === 'master' ? 'master' : `v${kubernetesVersion}`,
      StrictSuffix: strict ? '-strict' : '',
      ResourceKind: kind.toLowerCase(),
      ResourceAPIVersion: parts.at(-1) ?? '',
      Group: group,
      KindSuffix: suffix.join(''),
    };
    return this.#template.replaceAll(/\{\{(.*?)\}\}/g, (all: string, inner: string) => {
      const value = values[inner.trim().replace(/^\./, '')];
      if (value === undefined || !inner.trim().startsWith('.'))
        throw invalid(this.#template, `${all} is none of .${Object.keys(values).join(', .')}`);
      // A kind is a text of the manifest's author, and no way out of the folder.
      return value.replaceAll('/', '_');
    });
  }
}

/** The schema in a file that another schema refers to, or null: it must be below one of the locations. */
export async function referredSchema(
  url: string,
  locations: readonly (SchemaLocation | undefined)[],
): Promise<unknown> {
  const path = fileURLToPath(url);
  if (!locations.some((location) => location?.holds(path))) return null;
  return (await readSchema(path)) ?? null;
}

async function readSchema(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (Error.isError(cause) && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw invalid(path, 'the file cannot be read', cause);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw invalid(path, 'the file is not JSON', cause);
  }
}

const invalid = (place: string, why: string, cause?: unknown): KubeconformError =>
  new KubeconformError('SCHEMA_INVALID', `failed initialising schema location ${place}: ${why}`, { cause });
