import { field, isObject } from './json.ts';
import type { Json, JsonObject, KubeObject } from './types.ts';

/** What only the API server writes. */
const serverMetadata = [
  'managedFields',
  'uid',
  'resourceVersion',
  'generation',
  'selfLink',
  'creationTimestamp',
] as const;

/** The fields that normalise drops and that say the manifest was copied from a cluster. */
export function serverFields({ metadata, status }: KubeObject): string[] {
  const found = serverMetadata
    .filter((name) => metadata[name] !== undefined && metadata[name] !== null)
    .map((name) => `metadata.${name}`);
  // Generators write `status: {}`, and controller-gen writes empty conditions into CRDs.
  return isObject(status) && Object.values(status).some(isFilled) ? [...found, 'status'] : found;
}

const isFilled = (value: Json): boolean =>
  value !== null && value !== '' && !(typeof value === 'object' && Object.keys(value).length === 0);

/**
 * The manifest as it is sent: what only the server writes is left out, and what server-side apply would not
 * converge on is written as the server keeps it. Idempotent; every other field stays exactly as it is.
 */
export function normalise(object: KubeObject): KubeObject {
  const { status: _, ...rest } = object;
  const plain: KubeObject = { ...rest, metadata: plainMetadata(object.metadata) } as KubeObject;
  return templates(byKind(plain));
}

function plainMetadata(metadata: KubeObject['metadata']): KubeObject['metadata'] {
  // No label and no annotation is what the server keeps of an empty map: to own it would change nothing else.
  const empty = ['labels', 'annotations'].filter((name) => isEmpty(metadata[name]));
  const plain = without(metadata, ...serverMetadata, ...empty) as KubeObject['metadata'];
  return plain.namespace === null || plain.namespace === ''
    ? (without(plain, 'namespace') as typeof plain)
    : plain;
}

const isEmpty = (value: Json | undefined): boolean =>
  value === null || (isObject(value) && Object.keys(value).length === 0);

function byKind(object: KubeObject): KubeObject {
  switch (`${object.apiVersion}/${object.kind}`) {
    case 'v1/Secret':
      return secret(object);
    case 'rbac.authorization.k8s.io/v1/ClusterRole':
      // The controller fills the rules of an aggregated role.
      return isObject(object.aggregationRule) ? keep(without(object, 'rules')) : object;
    case 'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration':
    case 'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration':
      return keep(change(object, ['webhooks', '*', 'clientConfig'], withoutEmptyBundle));
    case 'apiextensions.k8s.io/v1/CustomResourceDefinition':
      return keep(change(object, ['spec', 'conversion', 'webhook', 'clientConfig'], withoutEmptyBundle));
    case 'apiregistration.k8s.io/v1/APIService':
      return keep(change(object, ['spec'], withoutEmptyBundle));
    default:
      return object;
  }
}

/** Server-side apply owns `stringData`, never the `data` it becomes, and would leave removed keys behind. */
function secret(object: KubeObject): KubeObject {
  const { stringData, ...rest } = object;
  const data = isObject(object.data) ? mapValues(object.data, canonicalBase64) : undefined;
  const encoded = isObject(stringData) ? mapValues(stringData, encode) : undefined;
  if (data === undefined && encoded === undefined) return keep(rest);
  return keep({ ...rest, data: { ...data, ...encoded } });
}

const encode = (value: Json): Json =>
  typeof value === 'string' ? Buffer.from(value, 'utf8').toString('base64') : value;

const canonicalBase64 = (value: Json): Json =>
  typeof value === 'string' && isBase64(value) ? Buffer.from(value, 'base64').toString('base64') : value;

/** As Go's encoding/json reads bytes: the standard alphabet, padded, line breaks ignored. */
export function isBase64(text: string): boolean {
  const compact = text.replace(/[\r\n]/g, '');
  return compact.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(compact);
}

function withoutEmptyBundle(config: JsonObject): JsonObject {
  return config.caBundle === '' || config.caBundle === null ? without(config, 'caBundle') : config;
}

const templateMetadata = [
  ['template', 'metadata'],
  ['spec', 'template', 'metadata'],
  ['spec', 'jobTemplate', 'metadata'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata'],
  ['spec', 'volumeClaimTemplates', '*', 'metadata'],
];
const podSpecPaths: Record<string, string[]> = {
  'v1/Pod': ['spec'],
  'v1/PodTemplate': ['template', 'spec'],
  'v1/ReplicationController': ['spec', 'template', 'spec'],
  'apps/v1/Deployment': ['spec', 'template', 'spec'],
  'apps/v1/ReplicaSet': ['spec', 'template', 'spec'],
  'apps/v1/StatefulSet': ['spec', 'template', 'spec'],
  'apps/v1/DaemonSet': ['spec', 'template', 'spec'],
  'batch/v1/Job': ['spec', 'template', 'spec'],
  'batch/v1/CronJob': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** Where the pod spec of a workload stands, undefined for other kinds. */
export function podSpecPath({ apiVersion, kind }: KubeObject): string[] | undefined {
  return podSpecPaths[`${apiVersion}/${kind}`];
}

function templates(object: KubeObject): KubeObject {
  let result: JsonObject = object;
  for (const path of templateMetadata) result = change(result, path, withoutNullTime);
  const podSpec = podSpecPath(object);
  return keep(podSpec === undefined ? result : change(result, podSpec, withServiceAccountName));
}

const withoutNullTime = (metadata: JsonObject): JsonObject =>
  metadata.creationTimestamp === null ? without(metadata, 'creationTimestamp') : metadata;

// The deprecated alias is owned, and the field that others change is not.
function withServiceAccountName(spec: JsonObject): JsonObject {
  if (!Object.hasOwn(spec, 'serviceAccount')) return spec;
  const { serviceAccount, ...rest } = spec;
  return field(rest, 'serviceAccountName') === undefined && serviceAccount !== undefined
    ? { ...rest, serviceAccountName: serviceAccount }
    : rest;
}

/** The object with the mappings at a path changed; `*` stands for every item of a list. Shares what is the same. */
function change(
  value: JsonObject,
  path: readonly string[],
  edit: (at: JsonObject) => JsonObject,
  depth = 0,
): JsonObject {
  const name = path[depth];
  if (name === undefined) return edit(value);
  const child = Object.hasOwn(value, name) ? value[name] : undefined;
  if (Array.isArray(child) && path[depth + 1] === '*') {
    const items = child.map((item) => (isObject(item) ? change(item, path, edit, depth + 2) : item));
    return items.every((item, index) => item === child[index]) ? value : { ...value, [name]: items };
  }
  if (!isObject(child)) return value;
  const changed = change(child, path, edit, depth + 1);
  return changed === child ? value : { ...value, [name]: changed };
}

function without(value: JsonObject, ...names: readonly string[]): JsonObject {
  if (!names.some((name) => Object.hasOwn(value, name))) return value;
  const rest = { ...value };
  for (const name of names) delete rest[name];
  return rest;
}

const mapValues = (value: JsonObject, change: (inner: Json) => Json): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));

// Only fields beside apiVersion, kind and metadata were touched.
const keep = (object: JsonObject): KubeObject => object as KubeObject;
