import { kindKey } from '../manifests/identity.ts';
import { stringField } from '../manifests/json.ts';
import { admissionRules, concerns } from './admission.ts';
import type { Decision } from './situation.ts';

/** Whether applying makes the object: it is not there. */
const makes = ({ action, live }: Decision): boolean =>
  action === 'create' || (action === 'restore' && live === undefined);

const changes = (decision: Decision): boolean =>
  decision.git === 'added' || decision.git === 'changed' || makes(decision);

/**
 * Leaves out the dry runs that could not tell the truth, because the same plan changes what they depend on:
 * the namespace, the CRD, a quota or LimitRange, the role of a binding. Where only admission changes, the
 * answer tells the rest: it is asked for, and what the new webhook or policy does is said to be unknown.
 */
export function withoutBlindAsks(
  decisions: Decision[],
  /** The kinds that come with other targets, by kindKey the target. */
  elsewhere: ReadonlyMap<string, string> = new Map(),
): Decision[] {
  const changing = decisions.filter((decision) => decision.desired !== undefined && changes(decision));
  const created = new Set<string>();
  const crds = new Set<string>();
  const limited = new Map<string, string>();
  const roles = new Set<string>();
  for (const decision of changing) {
    const { id, desired } = decision;
    const kind = kindKey(id);
    if (kind === 'Namespace' && makes(decision)) created.add(id.name);
    if (kind === 'CustomResourceDefinition.apiextensions.k8s.io' && desired !== undefined) {
      const names = desired.object.spec;
      crds.add(`${stringField(names, 'names', 'kind') ?? ''}.${stringField(names, 'group') ?? ''}`);
    }
    if (kind === 'ResourceQuota' || kind === 'LimitRange') limited.set(id.namespace ?? '', id.kind);
    if (/^(Cluster)?Role\./.test(kind)) roles.add(`${id.kind}/${id.name}`);
  }
  const blind = (decision: Decision): string | undefined => {
    const { id } = decision;
    if (id.namespace !== undefined && created.has(id.namespace))
      return 'its namespace is created by the same plan';
    const target = elsewhere.get(kindKey(id));
    if (target !== undefined) return `its CRD comes with target ${target}`;
    if (crds.has(kindKey(id))) return 'its CRD is created or changed by the same plan';
    const limit = id.namespace === undefined ? undefined : limited.get(id.namespace);
    if (limit !== undefined && decision.action === 'create' && id.kind !== limit) {
      return `a ${limit} of its namespace is changed by the same plan`;
    }
    const role = decision.desired?.object.roleRef;
    if (
      role !== undefined &&
      roles.has(`${stringField(role, 'kind') ?? ''}/${stringField(role, 'name') ?? ''}`)
    ) {
      return 'the role it binds is changed by the same plan';
    }
    return undefined;
  };
  const admission = admissionRules(changing, decisions);
  return decisions.map((decision) => {
    if (!decision.ask) return decision;
    const why = blind(decision);
    if (why !== undefined) return { ...decision, ask: false, effectNotAsked: why };
    const by = admission.find(({ rules }) => rules.some((rule) => concerns(rule, decision)))?.by;
    if (by === undefined) return decision;
    return { ...decision, effectNotAsked: `what ${by} does, which the same plan changes` };
  });
}
