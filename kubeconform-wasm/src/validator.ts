import { availableParallelism } from 'node:os';
import { loadModule, Sandbox } from '../../wasm-sandbox/index.ts';
import { batchesOf } from './batches.ts';
import { sectionOf } from './bundle.ts';
import { type Ruled, RuleEvaluator } from './cel/rules.ts';
import { moduleFile } from './files.ts';
import { referredSchema, SchemaLocation } from './locations.ts';
import type { Result, Validator, ValidatorOptions } from './types.ts';

/** So many objects are worth a second worker, which starts and compiles the schemas once more. */
const manyItems = 2000;

/** The module's own result: a file, or a stream, may hold nothing; and a schema may be asked for. */
export type RawResult = Omit<Result, 'status'> & { status: Result['status'] | 'empty' | 'awaited' };

interface Reply {
  results: Ruled[];
  needs?: string[];
}

/** What the module asks for: the schema of a kind at one of the locations, or that in a file. */
type Need = ['kind', number, string, string] | ['file', string];

interface Settings {
  module: WebAssembly.Module;
  prepare: { operation: string; body: Uint8Array };
  locations: (SchemaLocation | undefined)[];
}

/** The validator whose judgement is that of the Go module, in one worker or several. */
export class SandboxedValidator implements Validator {
  readonly #options: ValidatorOptions;
  readonly #settings: Settings;
  readonly #sandboxes: Sandbox[] = [];
  readonly #rules: RuleEvaluator;
  /** What the module has asked for: all of its instances ask for the same. */
  readonly #supplied = new Map<string, Promise<unknown>>();

  constructor(options: ValidatorOptions, settings: Settings) {
    this.#options = options;
    this.#settings = settings;
    this.#rules = new RuleEvaluator(options.limits);
    this.#sandbox(0).start();
  }

  async validate(input: string | readonly unknown[]): Promise<Result[]> {
    if (typeof input === 'string') return (await this.validateTexts([input])).filter(isResult);
    const sizes = (item: unknown): number => (typeof item === 'object' ? 1000 : 100);
    return (await this.#judge('objects', input, sizes)).filter(isResult);
  }

  /** Judges texts, such as files. A text without any object is `empty`. */
  async validateTexts(texts: readonly string[], { isStream = false } = {}): Promise<RawResult[]> {
    return await this.#judge('texts', texts, (text) => text.length, { isStream });
  }

  async close(): Promise<void> {
    await Promise.all([this.#rules.close(), ...this.#sandboxes.map((sandbox) => sandbox.close())]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #judge<Item>(
    what: 'objects' | 'texts',
    items: readonly Item[],
    bytesOf: (item: Item) => number,
    more: Record<string, unknown> = {},
  ): Promise<RawResult[]> {
    const workers =
      this.#options.workers ?? (items.length < manyItems ? 1 : Math.min(2, availableParallelism()));
    const batches = batchesOf(items, workers, bytesOf);
    const found = new Map<number, RawResult[]>();
    const waiting = [...batches];
    const work = async (sandbox: Sandbox): Promise<void> => {
      for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
        const { start, items: part } = batch;
        const results = await this.#ask(sandbox, what, { ...more, [what]: part });
        found.set(
          start,
          results.map((one) => ({ ...one, source: one.source + start })),
        );
      }
    };
    const used = batches.slice(0, workers).map((_, index) => this.#sandbox(index));
    await Promise.all(used.map(work));
    return batches.flatMap(({ start }) => found.get(start) ?? []);
  }

  /** Asks until the module has all the schemas that it needs: mostly once, for it has those inside. */
  async #ask(sandbox: Sandbox, what: string, request: Record<string, unknown>): Promise<RawResult[]> {
    for (let supplied = {}; ; ) {
      const { results, needs = [] } = (await sandbox.call(what, { ...request, supplied })) as Reply;
      if (needs.length === 0) return await this.#rules.judge(results);
      supplied = Object.fromEntries(
        await Promise.all(needs.map(async (need) => [need, await this.#supply(need)])),
      ) as Record<string, unknown>;
    }
  }

  async #supply(need: string): Promise<unknown> {
    const known = this.#supplied.get(need) ?? this.#read(JSON.parse(need) as Need);
    this.#supplied.set(need, known);
    return await known;
  }

  async #read(need: Need): Promise<unknown> {
    const { locations } = this.#settings;
    if (need[0] === 'file') return await referredSchema(need[1], locations);
    const [, location, apiVersion, kind] = need;
    return (await locations[location]?.schemaOf(apiVersion, kind)) ?? null;
  }

  #sandbox(index: number): Sandbox {
    const { module, prepare } = this.#settings;
    const made = this.#sandboxes[index] ?? new Sandbox(module, this.#options.limits, { prepare });
    this.#sandboxes[index] = made;
    return made;
  }
}

const isResult = (result: RawResult): result is Result => result.status !== 'empty';

/** A validator with its schemas, and a worker on its way. */
export async function createSandboxedValidator(options: ValidatorOptions = {}): Promise<SandboxedValidator> {
  const { kubernetesVersion = 'master', strict = false, schemaLocations = ['default'] } = options;
  const version = { kubernetesVersion: kubernetesVersion.replace(/^v/, ''), strict };
  const locations = schemaLocations.map((location) =>
    location === 'default' ? undefined : new SchemaLocation(location, version),
  );
  // Who brings all schemas may use any version; of those inside, they may still need that of metadata.
  const inside = schemaLocations.includes('default') ? kubernetesVersion : 'master';
  const [module, builtin] = await Promise.all([loadModule(moduleFile()), sectionOf(inside)]);
  const settings = {
    locations: schemaLocations,
    strict,
    ignoreMissingSchemas: options.ignoreMissingSchemas ?? false,
    skip: options.skip ?? [],
    reject: options.reject ?? [],
    schemas: options.schemas ?? [],
  };
  // The schemas follow as they are: as a text within JSON they would cost the module a tenth of a second.
  const body = Buffer.from(`${JSON.stringify(settings)}\n${builtin}`);
  return new SandboxedValidator(options, { module, prepare: { operation: 'open', body }, locations });
}
