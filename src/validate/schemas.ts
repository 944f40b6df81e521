import { kubernetesVersions } from '../../kubeconform-wasm/src/bundle.ts';
import type { Problem, Result, Validator, ValidatorOptions } from '../../kubeconform-wasm/src/index.ts';
import { groupOf } from '../manifests/identity.ts';
import { isObject } from '../manifests/json.ts';
import { Texts } from '../manifests/position.ts';
import { hidesValues } from '../manifests/redact.ts';
import type { Json, KubeObject, Manifest } from '../manifests/types.ts';
import type { Keys } from '../manifests/walk.ts';
import { withinLimits } from './limits.ts';
import { asError, asFinding, type Complaint, pathText } from './report.ts';
import type { Validation } from './validate.ts';

export interface SandboxLimits {
  timeoutMs?: number;
  stackMb?: number;
}

export interface SchemaOptions {
  /** Minor version of the cluster meant; without it the newest that there are schemas for. */
  kubernetesVersion?: string;
  /** CustomResourceDefinitions beside those among the manifests. */
  definitions?: readonly KubeObject[];
  texts?: Texts;
}

/**
 * Judges manifests by the schemas of Kubernetes and of CustomResourceDefinitions, in the sandbox. Nothing is
 * loaded before there is something to judge.
 */
export class SchemaCheck implements AsyncDisposable {
  readonly #validators = new Map<string, Promise<Validator>>();
  readonly #limits: SandboxLimits;

  /** @param limits of one call; what is left out is as the sandbox has it */
  constructor({ timeoutMs, stackMb }: SandboxLimits = {}) {
    this.#limits = {
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(stackMb !== undefined && { stackMb }),
    };
  }

  /** @throws LIMIT_TIME, LIMIT_MEMORY, LIMIT_DEPTH, LIMIT_SIZE */
  async check(manifests: readonly Manifest[], options: SchemaOptions = {}): Promise<Validation> {
    const validation: Validation = { findings: [], errors: [] };
    if (manifests.length === 0) return validation;
    const { texts = new Texts(new Map()) } = options;
    const { version, isExact } = versionFor(options.kubernetesVersion);
    const definitions = [...(options.definitions ?? []), ...manifests.map(({ object }) => object)].filter(
      ({ kind, apiVersion }) =>
        kind === 'CustomResourceDefinition' && apiVersion === 'apiextensions.k8s.io/v1',
    );
    const validator = await this.#validator(version, definitions);
    const results = await withinLimits(() =>
      validator.validate(manifests.map(({ object }) => numbers(object))),
    );
    const unknown = new Set<string>();
    for (const result of results) {
      const manifest = manifests[result.source];
      if (manifest === undefined) continue;
      for (const complaint of complaintsOf(result, manifest, { version, isExact, unknown })) {
        if (complaint.severity === 'error') validation.errors.push(asError(complaint, manifest, texts));
        else validation.findings.push(asFinding(complaint, manifest, texts));
      }
    }
    return validation;
  }

  async close(): Promise<void> {
    // One that could not be made has told so already.
    for (const made of await Promise.allSettled(this.#validators.values())) {
      if (made.status === 'fulfilled') await made.value.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Sets with the same definitions, most of which have none, share one. */
  #validator(version: string, definitions: KubeObject[]): Promise<Validator> {
    const key = `${version} ${JSON.stringify(definitions.map(numbers))}`;
    const made =
      this.#validators.get(key) ??
      load({
        kubernetesVersion: version,
        strict: true,
        limits: this.#limits,
        schemas: definitions.map((object) => numbers(object) as { kind: 'CustomResourceDefinition' }),
      });
    this.#validators.set(key, made);
    return made;
  }
}

async function load(options: ValidatorOptions): Promise<Validator> {
  const { createValidator } = await import('../../kubeconform-wasm/src/index.ts');
  return createValidator(options);
}

/** The schemas that come nearest to a version of Kubernetes. */
function versionFor(wanted: string | undefined): { version: string; isExact: boolean } {
  const newest = kubernetesVersions.at(-1) ?? '';
  if (wanted === undefined) return { version: newest, isExact: true };
  const known = kubernetesVersions.find((version) => version === wanted);
  if (known !== undefined) return { version: known, isExact: true };
  const minor = (version: string): number => Number(version.split('.')[1]);
  const [oldest] = kubernetesVersions;
  return { version: minor(wanted) < minor(oldest) ? oldest : newest, isExact: false };
}

interface Judging {
  version: string;
  /** Whether the schemas are of the very version that is meant: then a mistake is one for certain. */
  isExact: boolean;
  /** Kinds without a schema, and rules, that were told already. */
  unknown: Set<string>;
}

function complaintsOf(result: Result, manifest: Manifest, judging: Judging): Complaint[] {
  const left = (result.warnings ?? []).flatMap((warning) => leftToServer(warning, manifest.object, judging));
  if (result.status === 'invalid') {
    return [...(result.errors ?? []).map((problem) => mistake(problem, manifest, judging)), ...left];
  }
  if (result.status !== 'error') return left;
  const { apiVersion, kind } = manifest.object;
  const key = `${apiVersion}/${kind}`;
  // Of Kubernetes' own groups the check of API versions tells what there is to tell.
  const group = groupOf(apiVersion);
  if (!group.includes('.') || group.endsWith('.k8s.io')) return [];
  if (judging.unknown.has(key)) return [];
  judging.unknown.add(key);
  return [
    {
      severity: 'info',
      code: 'SCHEMA_UNKNOWN',
      path: ['kind'],
      message: `objects of ${kind} in ${apiVersion} are not validated: there is no schema for them`,
      remedy: 'Add the CustomResourceDefinition to the target to have them validated offline.',
    },
  ];
}

/** A rule of the schema that only the API server can evaluate, such as one about the old object: once per kind. */
function leftToServer(warning: string, { apiVersion, kind }: KubeObject, { unknown }: Judging): Complaint[] {
  const key = `${apiVersion}/${kind} ${warning}`;
  if (unknown.has(key)) return [];
  unknown.add(key);
  return [
    {
      severity: 'info',
      code: 'RULE_NOT_EVALUATED',
      path: ['kind'],
      message: `a rule of ${kind} is left to the API server: ${warning}`,
      remedy: 'Nothing is to be done: plumbline plan asks the server.',
    },
  ];
}

function mistake({ path, message }: Problem, manifest: Manifest, { version, isExact }: Judging): Complaint {
  const { object } = manifest;
  const keys = keysOf(path, object);
  const field = pathText(keys);
  const isUnknown = message.startsWith('additional properties');
  const why = isUnknown ? 'there is no such field' : hidden(message, manifest);
  const explained = [
    object.kind.toLowerCase(),
    ...keys.slice(0, -1).filter((key) => typeof key === 'string'),
  ];
  return {
    severity: isExact ? 'error' : 'warning',
    code: 'SCHEMA_VIOLATED',
    path: keys,
    ...(isUnknown && { what: 'key' }),
    message: `${field === '' ? 'the object' : field}: ${why} in Kubernetes ${version}`,
    remedy: isUnknown
      ? `Correct or remove it; kubectl explain ${explained.join('.')} lists the fields there are.`
      : `See kubectl explain ${[...explained, ...keys.slice(-1).filter((key) => typeof key === 'string')].join('.')}.`,
  };
}

/** What a schema says of a value may quote it, and say after a colon what is wrong within it. */
function hidden(message: string, { object: { apiVersion, kind }, sensitive }: Manifest): string {
  if (sensitive !== true && !hidesValues({ group: groupOf(apiVersion), kind })) return message;
  // From the first quote to the last: the value may hold quotes itself.
  return message
    .replace(/'.*'/s, "'…'")
    .replace(/( is not valid [\w-]+): .*/s, '$1')
    .replace(/\bgot -?\d\S*?(?=,? |$)/g, 'got …');
}

/** A JSON pointer as keys; what stands in a list is an index. */
function keysOf(pointer: string, object: KubeObject): Keys {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at: Json | undefined = object;
  return steps.map((step) => {
    if (Array.isArray(at)) {
      at = at[Number(step)];
      return Number(step);
    }
    at = isObject(at) ? at[step] : undefined;
    return step;
  });
}

/** Integers beyond 2^53 as the nearest number, which JSON can hold: to a schema they are alike. */
function numbers(value: Json): Json {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(numbers);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, numbers(inner)]));
}
