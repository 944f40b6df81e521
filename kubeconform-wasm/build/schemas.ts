// The schemas of the built-in kinds, from the OpenAPI document that the API server of each minor publishes.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The newest patch of each minor that was there when this was written; minors do not change their fields. */
export const kubernetesReleases = ['1.34.4', '1.35.4', '1.36.3', '1.37.2'];

/** What OpenAPI says of a type, and JSON Schema after it, as far as it takes part in judging. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema;
}

export interface Definition extends Schema {
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
}

/** The API server takes these in two forms, which OpenAPI 2 cannot say. */
const twoForms: Record<string, Schema> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['string', 'integer'] },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
};

/** The definitions of one release, from the Go module k8s.io/kubernetes. */
export function definitionsOf(release: string): Record<string, Definition> {
  const module = `k8s.io/kubernetes@v${release}`;
  const options = { cwd: tmpdir(), encoding: 'utf8' } as const;
  const { Dir } = JSON.parse(execFileSync('go', ['mod', 'download', '-json', module], options)) as {
    Dir: string;
  };
  const document = readFileSync(join(Dir, 'api', 'openapi-spec', 'swagger.json'), 'utf8');
  return (JSON.parse(document) as { definitions: Record<string, Definition> }).definitions;
}

export interface Bundle {
  /** The name of each kind's definition, by `apiVersion/kind`. */
  kinds: Record<string, string>;
  /** JSON Schemas of draft 4. A reference that ends in `?` takes null as well. */
  definitions: Record<string, Schema>;
}

/** What the validator needs of the definitions: those that kinds are made of, without their descriptions. */
export function bundleOf(all: Record<string, Definition>): Bundle {
  const kinds: Record<string, string> = {};
  for (const [name, definition] of Object.entries(all)) {
    const served = definition['x-kubernetes-group-version-kind'] ?? [];
    // What is of every group, such as DeleteOptions, is no manifest's kind.
    const [only, ...others] = served;
    if (only !== undefined && others.length === 0) kinds[`${apiVersionOf(only)}/${only.kind}`] = name;
  }
  const definitions: Record<string, Schema> = {};
  const add = (name: string): void => {
    if (definitions[name] !== undefined) return;
    const converted = convertDefinition(name, all[name]);
    definitions[name] = converted;
    for (const reference of references(converted)) add(reference);
  };
  for (const name of Object.values(kinds)) add(name);
  return { kinds: sorted(kinds), definitions: sorted(definitions) };
}

const apiVersionOf = ({ group, version }: { group: string; version: string }): string =>
  group === '' ? version : `${group}/${version}`;

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function convertDefinition(name: string, definition: Definition | undefined): Schema {
  if (definition === undefined) throw new Error(`the OpenAPI document refers to ${name}, which it lacks`);
  const converted = twoForms[name] ?? convert(definition);
  const served = definition['x-kubernetes-group-version-kind'] ?? [];
  const { apiVersion, kind } = converted.properties ?? {};
  if (served.length > 0 && apiVersion !== undefined && kind !== undefined) {
    apiVersion.enum = [...new Set(served.map(apiVersionOf))];
    kind.enum = [...new Set(served.map((one) => one.kind))];
  }
  return converted;
}

function convert(schema: Schema): Schema {
  if (schema.$ref !== undefined) return { $ref: schema.$ref.replace('#/definitions/', '') };
  const { type, format, enum: values, required, properties, items, additionalProperties } = schema;
  const isRequired = (field: string): boolean => required?.includes(field) ?? false;
  const fields = Object.entries(properties ?? {}).map(([field, property]): [string, Schema] => [
    field,
    isRequired(field) ? convert(property) : orNull(convert(property)),
  ]);
  return {
    ...(type !== undefined && { type }),
    ...(format !== undefined && { format }),
    ...(values !== undefined && { enum: values }),
    ...(required !== undefined && { required }),
    ...(properties !== undefined && { properties: Object.fromEntries(fields) }),
    ...(items !== undefined && { items: orNull(convert(items)) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: orNull(convert(additionalProperties)),
    }),
  };
}

/** Null is how YAML writes a field that is not there. */
function orNull(schema: Schema): Schema {
  if (schema.$ref !== undefined) return { $ref: `${schema.$ref}?` };
  return schema.type === undefined ? schema : { ...schema, type: [schema.type, 'null'].flat() };
}

function references({ $ref, properties = {}, items, additionalProperties }: Schema): string[] {
  const inner = [...Object.values(properties), items, additionalProperties].filter(
    (one) => one !== undefined,
  );
  return [...($ref === undefined ? [] : [$ref.replace('?', '')]), ...inner.flatMap(references)];
}
