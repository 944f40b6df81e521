import { isObject } from '../manifests/json.ts';
import { typeName } from '../manifests/read-check.ts';
import type { Json, JsonObject, KubeObject } from '../manifests/types.ts';
import type { Keys } from '../manifests/walk.ts';
import { type Complaint, pathText } from './report.ts';

const dnsSubdomain = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const qualifiedPart = /^(?=.{1,63}$)[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?$/;
const labelValue = /^(?:(?=.{1,63}$)[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?$/;

/** Bytes of all annotations together; source: apimachinery, TotalAnnotationSizeLimitB. */
const annotationLimit = 262_144;

/** Labels and annotations of an object and of the pods it makes; their values are strings by now at the top. */
export function checkMetadata(object: KubeObject): Complaint[] {
  return metadataOf(object).flatMap(([path, metadata]) => [
    ...checkMap(metadata, [...path, 'labels'], checkLabel),
    ...checkMap(metadata, [...path, 'annotations'], checkAnnotation),
    ...checkSize(metadata, [...path, 'annotations']),
  ]);
}

function metadataOf(object: KubeObject): [Keys, JsonObject][] {
  const found: [Keys, JsonObject][] = [[['metadata'], object.metadata]];
  const template = (holder: Json | undefined, path: Keys): void => {
    if (!isObject(holder)) return;
    if (isObject(holder.metadata)) found.push([[...path, 'metadata'], holder.metadata]);
    if (!isObject(holder.spec)) return;
    template(holder.spec.template, [...path, 'spec', 'template']);
  };
  const { spec } = object;
  // Elsewhere `template` may be anything.
  if (isObject(spec) && /^(?:apps|batch)\/v1$|^v1$/.test(object.apiVersion)) {
    template(spec.template, ['spec', 'template']);
    template(spec.jobTemplate, ['spec', 'jobTemplate']);
  }
  return found;
}

type Check = (key: string, value: string) => string | undefined;

function checkMap(metadata: JsonObject, path: Keys, check: Check): Complaint[] {
  const map = metadata[String(path.at(-1))];
  if (!isObject(map)) return [];
  return Object.entries(map).flatMap(([key, value]): Complaint[] => {
    const at = [...path, key];
    if (typeof value !== 'string') {
      const message = `${pathText(at)} must be a string, found ${typeName(value)}`;
      return [{ severity: 'error', code: 'WRONG_TYPE', path: at, message, remedy: 'Put it in quotes.' }];
    }
    const problem = check(key, value);
    if (problem === undefined) return [];
    const remedy =
      'Use letters, digits, "-", "_" and ".", at most 63, beginning and ending with a letter or digit.';
    const what = problem.startsWith('the key') ? 'key' : 'value';
    return [
      {
        severity: 'error',
        code: 'INVALID_LABEL',
        path: at,
        what,
        message: `${pathText(at)}: ${problem}`,
        remedy,
      },
    ];
  });
}

const checkLabel: Check = (key, value) => {
  if (!isQualifiedName(key)) return 'the key is not a qualified name';
  return labelValue.test(value) ? undefined : 'the value is not valid for a label';
};

// The server lowers the case of an annotation's key before it looks.
const checkAnnotation: Check = (key) =>
  isQualifiedName(key.toLowerCase()) ? undefined : 'the key is not a qualified name';

/** `example.com/name` or `name`; source: apimachinery, content.IsQualifiedName. */
function isQualifiedName(key: string): boolean {
  const [prefix, name, ...more] = key.includes('/') ? key.split('/') : [undefined, key];
  if (more.length > 0 || name === undefined || !qualifiedPart.test(name)) return false;
  return prefix === undefined || dnsSubdomain.test(prefix);
}

function checkSize({ annotations }: JsonObject, path: Keys): Complaint[] {
  if (!isObject(annotations)) return [];
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    size += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  if (size <= annotationLimit) return [];
  const message = `the annotations have ${size} bytes together, at most ${annotationLimit} are allowed`;
  const remedy = 'Keep large values in a ConfigMap.';
  return [{ severity: 'error', code: 'TOO_LARGE', path, what: 'key', message, remedy }];
}
