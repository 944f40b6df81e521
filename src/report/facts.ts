import type { Json } from '../manifests/types.ts';
import type { FieldChange, ObjectPlan } from '../plan/types.ts';
import { pathSteps, shownFields } from './fields.ts';
import { clip } from './plain.ts';
import { valueText } from './values.ts';
import { many } from './words.ts';

interface Leaf {
  path: string;
  value: Json;
}

// What a reviewer wants to know of a new object, in the order of telling.
const rules: [label: string, path: RegExp][] = [
  ['', /(?:^|[.\]])(?:initContainers|containers)\[[^\]]*\]\.image$/],
  ['replicas', /^spec\.replicas$/],
  ['schedule', /^spec\.schedule$/],
  ['type', /^spec\.type$/],
  ['scales', /^spec\.scaleTargetRef\.name$/],
  ['min', /^spec\.minReplicas$/],
  ['max', /^spec\.maxReplicas$/],
  ['min available', /^spec\.minAvailable$/],
  ['max unavailable', /^spec\.maxUnavailable$/],
  ['ports', /\.containerPort$|^spec\.ports\[[^\]]*\]\.port$/],
  ['hosts', /^spec\.rules\[\d+\]\.host$/],
  ['storage', /\.requests\.storage$/],
  ['class', /^spec\.(?:ingressClassName|storageClassName)$/],
  ['role', /^roleRef\.name$/],
  ['subjects', /^subjects\[\d+\]\.name$/],
  ['verbs', /^rules\[\d+\]\.verbs\[\d+\]$/],
  ['on', /^rules\[\d+\]\.resources\[\d+\]$/],
];

/** The main facts of an object to be created: images, replicas, ports, storage, … each once; else its size. */
export function mainFacts(object: ObjectPlan): string[] {
  const { id } = object;
  const sent = shownFields(object).filter(({ causes }) => !causes.every((cause) => cause === 'effect'));
  const leaves = sent.flatMap((change) => leavesOf(change));
  const facts = rules.flatMap(([label, pattern]) => {
    const values = new Set(
      leaves.filter(({ path }) => pattern.test(path)).map(({ value }) => valueText(value)),
    );
    if (values.size === 0) return [];
    const shown = [...values].slice(0, 5).map((value) => clip(value, 80));
    const more = values.size > 5 ? `, +${values.size - 5}` : '';
    return [`${label === '' ? '' : `${label} `}${shown.join(', ')}${more}`];
  });
  const keys = new Set(sent.flatMap(({ path }) => keyOfData(path)));
  if (keys.size > 0 && (id.kind === 'ConfigMap' || id.kind === 'Secret')) facts.push(many(keys.size, 'key'));
  return facts.length === 0 && sent.length > 0 ? [many(sent.length, 'field')] : facts;
}

/** The leaves of a value that may be whole: without its type, a list of containers is one. */
function leavesOf(change: FieldChange): Leaf[] {
  const found: Leaf[] = [];
  const walk = (path: string, value: Json): void => {
    if (value === null || typeof value !== 'object') found.push({ path, value });
    else if (Array.isArray(value))
      for (const [index, item] of value.entries()) walk(`${path}[${index}]`, item);
    else for (const [name, inner] of Object.entries(value)) walk(`${path}.${name}`, inner);
  };
  const value = change.desired ?? change.result;
  if (value !== undefined && change.sensitive !== true) walk(change.path, value);
  return found;
}

function keyOfData(path: string): string[] {
  const [first, second] = pathSteps(path);
  const isData = first === 'data' || first === 'stringData' || first === 'binaryData';
  return isData && second !== undefined ? [second] : [];
}
