import { displayId, kindKey } from '../manifests/identity.ts';
import { field, stringField } from '../manifests/json.ts';
import type { Json, KubeObject } from '../manifests/types.ts';
import type { Decision } from './situation.ts';

const group = 'admissionregistration.k8s.io';

/** Which objects a webhook or policy is called for. */
export interface AdmissionRules {
  /** The configuration, for people. */
  by: string;
  /** Each with `apiGroups` and `resources`. */
  rules: Json[];
}

/** The rules of all webhooks and admission policies among these that are created or changed. */
export function admissionRules(changing: readonly Decision[], all: readonly Decision[]): AdmissionRules[] {
  return changing.flatMap(({ id, desired }) => {
    if (id.group !== group || desired === undefined) return [];
    const rules = rulesOf(desired.object, all);
    return rules.length === 0 ? [] : [{ by: displayId(id), rules }];
  });
}

function rulesOf(object: KubeObject, all: readonly Decision[]): Json[] {
  const { kind, spec, webhooks } = object;
  if (kind.endsWith('WebhookConfiguration'))
    return items(webhooks).flatMap((one) => items(field(one, 'rules')));
  if (!kind.endsWith('AdmissionPolicyBinding'))
    return items(field(spec, 'matchConstraints', 'resourceRules'));
  const policy = `${kind.replace(/Binding$/, '')}.${group}`;
  const name = stringField(spec, 'policyName');
  const bound = all.find(({ id }) => kindKey(id) === policy && id.name === name)?.desired;
  return bound === undefined ? [] : rulesOf(bound.object, all);
}

/** Whether a rule may mean the object: by its resource alone, since selectors only narrow that. */
export function concerns(rule: Json, { resource }: Decision): boolean {
  if (resource === undefined) return false;
  const names = (key: string, name: string): boolean =>
    items(field(rule, key)).some(
      (one) => one === '*' || one === name || (key === 'resources' && one === '*/*'),
    );
  return names('apiGroups', resource.group) && names('resources', resource.plural);
}

const items = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
