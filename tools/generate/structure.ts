// Which lists of the built-in kinds merge by key or as a set, taken from the API server's own OpenAPI
// documents in the Go module k8s.io/kubernetes.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const version = 'v1.34.4';
const metadata = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

interface Schema {
  $ref?: string;
  items?: Schema;
  additionalProperties?: Schema;
  properties?: Record<string, Schema>;
  default?: unknown;
  'x-kubernetes-map-type'?: string;
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
}

/** What a field is: a set, a list keyed by `keys`, an object, or a map of objects. */
type Form =
  | { kind: 'set' }
  | { kind: 'list'; keys: string[]; next: string | undefined }
  | { kind: 'object' | 'map'; next: string };

type Fields = Record<string, Form>;

/** The files generated here, by path from the root. */
export function generate(): Record<string, string> {
  const spec = join(moduleDirectory(), 'api', 'openapi-spec');
  const { definitions } = read<{ definitions: Record<string, Schema> }>(join(spec, 'swagger.json'));
  /** Per definition, its fields in short form; only those that lead to a keyed list or a set. */
  const found = new Map(Object.entries(definitions).map(([name, schema]) => [name, fieldsOf(schema)]));
  prune(found);
  const text = render(found, kindsOf(definitions), readDefaults(join(spec, 'v3')));
  return { 'src/manifests/structure.generated.ts': text };
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

function moduleDirectory(): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${version}`], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}

/** Only the OpenAPI v3 documents tell the defaults of key fields. By definition and field. */
function readDefaults(folder: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const document = read<{ components?: { schemas?: Record<string, Schema> } }>(join(folder, file));
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
      for (const [field, property] of Object.entries(schema.properties ?? {})) {
        // The empty default of a required field says nothing.
        if (property.default && typeof property.default !== 'object')
          all.set(`${name}.${field}`, String(property.default));
      }
    }
  }
  return all;
}

function reference(schema: Schema | undefined): string | undefined {
  return schema?.$ref?.replace('#/definitions/', '');
}

function fieldsOf(schema: Schema): Fields {
  if (schema['x-kubernetes-map-type'] === 'atomic') return {};
  const fields: Fields = {};
  for (const [field, property] of Object.entries(schema.properties ?? {})) {
    const form = formOf(property);
    if (form !== undefined && field !== 'status' && field !== 'managedFields') fields[field] = form;
  }
  return fields;
}

function formOf(property: Schema): Form | undefined {
  if (property['x-kubernetes-map-type'] === 'atomic') return undefined;
  const list = property['x-kubernetes-list-type'];
  if (list === 'set') return { kind: 'set' };
  if (list === 'map') {
    const keys = property['x-kubernetes-list-map-keys'] ?? [];
    return { kind: 'list', keys: keys.toSorted(), next: reference(property.items) };
  }
  const next = reference(property);
  if (next !== undefined) return { kind: 'object', next };
  const values = reference(property.additionalProperties);
  return values === undefined ? undefined : { kind: 'map', next: values };
}

const nextOf = (form: Form): string | undefined => (form.kind === 'set' ? undefined : form.next);

/** Takes away what leads to no keyed list and no set. What refers only in a circle leads to none. */
function prune(found: Map<string, Fields>): void {
  const reaches = new Set<string>();
  const leads = (form: Form): boolean =>
    form.kind === 'set' || form.kind === 'list' || reaches.has(form.next);
  for (let before = -1; before < reaches.size; ) {
    before = reaches.size;
    for (const [name, fields] of found) if (Object.values(fields).some(leads)) reaches.add(name);
  }
  for (const fields of found.values()) {
    for (const [field, form] of Object.entries(fields)) if (!leads(form)) delete fields[field];
  }
}

/** The definition of each kind, by `group/version kind`. */
function kindsOf(definitions: Record<string, Schema>): [string, string][] {
  const all = Object.entries(definitions)
    .filter(([, definition]) => reference(definition.properties?.metadata) === metadata)
    .flatMap(([name, definition]) =>
      (definition['x-kubernetes-group-version-kind'] ?? []).map(
        ({ group, version: served, kind }): [string, string] => [
          `${group === '' ? '' : `${group}/`}${served} ${kind}`,
          name,
        ],
      ),
    );
  return sorted(new Map(all));
}

const sorted = <T>(entries: Iterable<[string, T]>): [string, T][] =>
  [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** `k:name:Container` a keyed list, `s` a set, `t:PodSpec` a nested object, `m:X` a map of objects. */
function render(
  found: Map<string, Fields>,
  kinds: [string, string][],
  defaults: Map<string, string>,
): string {
  const used = new Map<string, Record<string, string>>();
  const fieldsNamed = (name: string): [string, Form][] => sorted(Object.entries(found.get(name) ?? {}));
  const use = (name: string): void => {
    if (used.has(name)) return;
    const forms: Record<string, string> = {};
    used.set(name, forms);
    for (const [field, form] of fieldsNamed(name)) {
      const next = nextOf(form);
      const isUsed = next !== undefined && fieldsNamed(next).length > 0;
      const tail = isUsed ? `:${short(next)}` : '';
      forms[field] = `${shortForm(form, defaults)}${tail}`;
      if (isUsed) use(next);
    }
  };
  // A kind that holds no more than its metadata needs no definition of its own.
  const isPlain = ([, name]: [string, string]): boolean =>
    fieldsNamed(name).every(([field]) => field === 'metadata');
  const full = kinds.filter((kind) => !isPlain(kind));
  for (const [, name] of full) use(name);
  use(metadata);
  const types = Object.fromEntries(sorted([...used].map(([name, forms]) => [short(name), forms])));
  const table = Object.fromEntries(full.map(([kind, name]) => [kind, short(name)]));
  const plain = kinds.filter(isPlain).map(([kind]) => kind);
  const json = (value: unknown): string => JSON.stringify(value, null, 1);
  return [
    `// Made by \`npm run generate\` from k8s.io/kubernetes ${version}; not to be edited.`,
    `export const kubernetesVersion = '${version}';`,
    `export const types: Record<string, Record<string, string>> = ${json(types)};`,
    `export const kinds: Record<string, string> = ${json(table)};`,
    `export const plainKinds: string[] = ${json(plain)};`,
    '',
  ].join('\n');
}

const short = (name: string): string =>
  name
    .replace(/^io\.k8s\./, '')
    .replace(/^(kube-aggregator|apiextensions-apiserver|apimachinery)\.pkg\.apis\./, '');

function shortForm(form: Form, defaults: Map<string, string>): string {
  switch (form.kind) {
    case 'set':
      return 's';
    case 'list': {
      const withDefault = (key: string) => {
        const value = defaults.get(`${form.next}.${key}`);
        return value === undefined ? key : `${key}=${value}`;
      };
      return `k:${form.keys.map(withDefault).join(',')}`;
    }
    case 'object':
      return 't';
    case 'map':
      return 'm';
  }
}
