import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Definition, definitionsOf, type Schema } from '../../../../kubeconform-wasm/build/schemas.ts';

/** A schema as the sets that kubeconform fetches by default have it. */
type Standalone = Record<string, unknown>;

const anyOfTwo: Record<string, string[]> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': ['string', 'integer'],
  'io.k8s.apimachinery.pkg.api.resource.Quantity': ['string', 'number'],
};

/**
 * Writes the schemas of one release as kubeconform's default set has them, a file per kind with all references
 * replaced, and returns the location to give it. Written apart from the product's own conversion, so that the
 * two can be held against each other.
 */
export function writeStandalone(release: string, folder: string): string {
  const definitions = definitionsOf(release);
  for (const isStrict of [false, true]) {
    const target = join(folder, isStrict ? 'master-standalone-strict' : 'master-standalone');
    mkdirSync(target, { recursive: true });
    for (const [name, definition] of Object.entries(definitions)) {
      const [served, ...others] = definition['x-kubernetes-group-version-kind'] ?? [];
      if (served === undefined || others.length > 0) continue;
      const group = served.group === '' ? '' : `-${served.group.split('.')[0]}`;
      const file = `${served.kind}${group}-${served.version}.json`.toLowerCase();
      const schema = new Expansion(definitions, isStrict).definition(name, false, []);
      writeFileSync(join(target, file), JSON.stringify(schema));
    }
  }
  return folder;
}

class Expansion {
  readonly #definitions: Record<string, Definition>;
  readonly #isStrict: boolean;

  constructor(definitions: Record<string, Definition>, isStrict: boolean) {
    this.#definitions = definitions;
    this.#isStrict = isStrict;
  }

  definition(name: string, isNullable: boolean, above: string[]): Standalone {
    // Only a CustomResourceDefinition's schema holds itself.
    if (above.includes(name)) return {};
    const two = anyOfTwo[name];
    if (two !== undefined) return { oneOf: two.map((type) => ({ type: typeOf(type, isNullable) })) };
    const definition = this.#definitions[name] ?? {};
    const expanded = this.#expand(definition, isNullable, [...above, name]);
    const properties = expanded.properties as Record<string, Standalone> | undefined;
    const served = definition['x-kubernetes-group-version-kind'] ?? [];
    if (served.length > 0 && properties?.apiVersion && properties.kind) {
      const versions = served.map(({ group, version }) => (group === '' ? version : `${group}/${version}`));
      properties.apiVersion.enum = [...new Set(versions)];
      properties.kind.enum = [...new Set(served.map(({ kind }) => kind))];
    }
    return expanded;
  }

  #expand(schema: Schema, isNullable: boolean, above: string[]): Standalone {
    if (schema.$ref !== undefined)
      return this.definition(schema.$ref.replace('#/definitions/', ''), isNullable, above);
    const { properties, items, additionalProperties, required = [], type, ...rest } = schema;
    const expanded: Standalone = { ...rest };
    if (required.length > 0) expanded.required = required;
    if (typeof type === 'string') expanded.type = typeOf(type, isNullable);
    if (items !== undefined) expanded.items = this.#expand(items, true, above);
    if (additionalProperties !== undefined)
      expanded.additionalProperties = this.#expand(additionalProperties, true, above);
    if (properties !== undefined) {
      const fields = Object.entries(properties).map(([field, property]): [string, Standalone] => [
        field,
        this.#expand(property, !required.includes(field), above),
      ]);
      expanded.properties = Object.fromEntries(fields);
      if (this.#isStrict && additionalProperties === undefined) expanded.additionalProperties = false;
    }
    return expanded;
  }
}

const typeOf = (type: string, isNullable: boolean): string | string[] => (isNullable ? [type, 'null'] : type);
