import type { Bundle, Schema } from '../../../../kubeconform-wasm/build/schemas.ts';

export type Manifest = Record<string, unknown>;

/** Numbers that the seed alone decides (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, but not, `end`. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  }

  of<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }

  chance(oneOf: number): boolean {
    return this.below(oneOf) === 0;
  }
}

const words = [
  'web',
  'a-b',
  'x.y/z',
  '',
  'null',
  'yes',
  '0777',
  '1e3',
  '2026-01-02',
  'é"\'\\\n',
  '#',
  '~',
  '12:30:45',
];
const times = ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.123456Z'];
const maxDepth = 7;

/** An object of any kind that its schema takes: the required fields, and some of the others. */
export class Manifests {
  readonly #bundle: Bundle;
  readonly #random: Random;

  constructor(bundle: Bundle, random: Random) {
    this.#bundle = bundle;
    this.#random = random;
  }

  next(): Manifest {
    const key = this.#random.of(Object.keys(this.#bundle.kinds));
    const cut = key.lastIndexOf('/');
    const value = this.#definition(this.#bundle.kinds[key] ?? '', 0) as Manifest;
    return {
      ...value,
      apiVersion: key.slice(0, cut),
      kind: key.slice(cut + 1),
      metadata: this.#metadata(value.metadata),
    };
  }

  #metadata(value: unknown): Manifest {
    const rest = typeof value === 'object' && value !== null ? value : {};
    return { ...rest, name: `x-${this.#random.below(1000)}` };
  }

  #definition(name: string, depth: number): unknown {
    return this.#value(this.#bundle.definitions[name] ?? {}, depth);
  }

  #value(schema: Schema, depth: number): unknown {
    if (schema.$ref !== undefined) return this.#definition(schema.$ref.replace('?', ''), depth);
    if (schema.enum !== undefined) return this.#random.of(schema.enum);
    const types = [schema.type ?? 'object']
      .flat()
      .filter((type) => type !== 'null' || this.#random.chance(20));
    switch (this.#random.of(types)) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return Array.from({ length: depth > maxDepth ? 0 : this.#random.below(3) }, () =>
          this.#value(schema.items ?? {}, depth + 1),
        );
      case 'string':
        return this.#random.of(schema.format === 'date-time' ? times : words);
      case 'integer':
        return this.#random.of([0, 1, -1, 80, 65_536, 2 ** 31, 2 ** 53]);
      case 'number':
        return this.#random.of([0, 0.5, -1.25, 1e21]);
      case 'boolean':
        return this.#random.chance(2);
      default:
        return null;
    }
  }

  #object({ properties = {}, required = [], additionalProperties }: Schema, depth: number): Manifest {
    const fields = Object.entries(properties).filter(
      ([field]) => required.includes(field) || (depth < maxDepth && this.#random.chance(depth < 2 ? 2 : 4)),
    );
    const object = Object.fromEntries(
      fields.map(([field, schema]) => [field, this.#value(schema, depth + 1)]),
    );
    if (additionalProperties !== undefined && depth < maxDepth)
      object[this.#random.of(words)] = this.#value(additionalProperties, depth + 1);
    return object;
  }
}

/** structuredClone makes objects of another realm inside of jest. */
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

type Change = (parent: Record<string, unknown> | unknown[], key: string, random: Random) => void;

const set: (value: (random: Random) => unknown) => Change = (value) => (parent, key, random) => {
  (parent as Record<string, unknown>)[key] = value(random);
};

const others = [null, true, 3, 1.5, 'text', '3', [], {}, [null], { a: 1 }];

/** Ways to get a manifest wrong, or only different. */
const changes: Change[] = [
  set((random) => copyOf(random.of(others))),
  set((random) => copyOf(random.of(others))),
  set(() => null),
  (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  },
  (parent, key) => {
    if (Array.isArray(parent)) parent.push(copyOf(parent[Number(key)]));
    else parent[`${key}x`] = copyOf(parent[key]);
  },
  (parent, key) => {
    if (Array.isArray(parent)) return;
    parent[key.toUpperCase()] = parent[key];
    delete parent[key];
  },
];

/** The manifest with one to three changes, anywhere in it. */
export function mutate(manifest: Manifest, random: Random): Manifest {
  const copy = copyOf(manifest);
  for (let count = 1 + random.below(3); count > 0; count--) {
    const places = placesIn(copy);
    if (places.length === 0) break;
    // Half of them near the root, where the kind and the version are.
    const near = places.filter(({ depth }) => depth < 2);
    const { parent, key } = random.of(near.length > 0 && random.chance(2) ? near : places);
    random.of(changes)(parent, key, random);
  }
  return copy;
}

interface Place {
  parent: Record<string, unknown> | unknown[];
  key: string;
  depth: number;
}

function placesIn(value: unknown, depth = 0): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.entries(parent).flatMap(([key, inner]) => [
    { parent, key, depth },
    ...placesIn(inner, depth + 1),
  ]);
}
