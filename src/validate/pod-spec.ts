import { field, isObject } from '../manifests/json.ts';
import { podSpecPath } from '../manifests/normalise.ts';
import { typeName } from '../manifests/read-check.ts';
import type { Json, JsonObject, KubeObject } from '../manifests/types.ts';
import type { Keys } from '../manifests/walk.ts';
import { type Complaint, pathText } from './report.ts';

/** What often goes wrong in the pods of a workload: numbers where strings belong, empty and doubled variables. */
export function checkPodSpec(object: KubeObject): Complaint[] {
  const path = podSpecPath(object);
  const spec = path === undefined ? undefined : field(object, ...path);
  if (path === undefined || !isObject(spec)) return [];
  return ['initContainers', 'containers'].flatMap((list) => {
    const containers = spec[list];
    if (!Array.isArray(containers)) return [];
    return containers.flatMap((container, index) =>
      isObject(container) ? checkContainer(container, [...path, list, index]) : [],
    );
  });
}

function checkContainer(container: JsonObject, path: Keys): Complaint[] {
  const { env } = container;
  return [
    ...['name', 'image'].flatMap((name) => mustBeString(container[name], [...path, name])),
    ...['command', 'args'].flatMap((name) => {
      const list = container[name];
      if (!Array.isArray(list)) return [];
      return list.flatMap((item, index) => mustBeString(item, [...path, name, index]));
    }),
    ...(Array.isArray(env) ? checkVariables(env, [...path, 'env']) : []),
  ];
}

function mustBeString(value: Json | undefined, path: Keys): Complaint[] {
  if (value === undefined || value === null || typeof value === 'string') return [];
  const message = `${pathText(path)} must be a string, found ${typeName(value)}`;
  const remedy = typeof value === 'object' ? 'Write a string.' : `Quote it: "${value}"`;
  return [{ severity: 'error', code: 'WRONG_TYPE', path, message, remedy }];
}

function checkVariables(env: readonly Json[], path: Keys): Complaint[] {
  const seen = new Set<string>();
  return env.flatMap((variable, index): Complaint[] => {
    if (!isObject(variable)) return [];
    const at = [...path, index];
    const { name, value } = variable;
    const found = [...mustBeString(name, [...at, 'name']), ...mustBeString(value, [...at, 'value'])];
    if (typeof name === 'string') {
      if (seen.has(name)) found.push(twice(name, [...at, 'name']));
      seen.add(name);
    }
    // Server-side apply forgets an empty value: what others then put there stays unseen.
    if (value === '') found.push(emptyValue([...at, 'value']));
    return found;
  });
}

const twice = (name: string, path: Keys): Complaint => ({
  severity: 'error',
  code: 'DUPLICATE_VARIABLE',
  path,
  message: `the variable ${name} is there twice`,
  remedy: 'Keep one of the two; server-side apply takes no list with a key twice.',
});

const emptyValue = (path: Keys): Complaint => ({
  severity: 'warning',
  code: 'EMPTY_VALUE',
  path,
  message: `${pathText(path)} is empty: if somebody else sets it in the cluster, that is not seen as drift`,
  remedy: 'Leave the variable out, or give it a value.',
});
