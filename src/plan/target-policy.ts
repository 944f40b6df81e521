import { diffFields } from '../manifests/diff.ts';
import { canonical, parseJson } from '../manifests/json.ts';
import { renderPath } from '../manifests/path.ts';
import type { Json } from '../manifests/types.ts';
import type { ReleasePolicy } from '../release/types.ts';
import type { Risk } from './types.ts';

/** The consents of one change are no change of policy. */
export function hashedPolicy(policy: ReleasePolicy): Json {
  const { allowDestroy: _consents, ...rest } = policy;
  return parseJson(canonical(rest as unknown as Json));
}

/** What of the target's policy is another than the release was applied under, part by part; hooks are told by name. */
export function policyRisk(before: ReleasePolicy | undefined, after: ReleasePolicy): Risk[] {
  if (before === undefined) return [];
  const parts = diffFields(withoutHooks(before), withoutHooks(after), undefined).map((part) => {
    const name = renderPath(part.path);
    return `${name}: ${changeText(name, part.before, part.after)}`;
  });
  if (parts.length === 0) return [];
  return [{ kind: 'policy-changed', message: `the policy of the target changes: ${parts.join('; ')}` }];
}

const withoutHooks = ({ hooks: _digest, ...policy }: ReleasePolicy): Json => hashedPolicy(policy);

/** Of a list, what comes and goes; of anything else, what it was and is. */
function changeText(name: string, before: Json | undefined, after: Json | undefined): string {
  if (!Array.isArray(before) || !Array.isArray(after)) return `${text(name, before)} → ${text(name, after)}`;
  const beyond = (list: Json[], other: Json[]): string[] => {
    const known = new Set(other.map(canonical));
    return list.filter((item) => !known.has(canonical(item))).map((item) => text(name, item));
  };
  const added = beyond(after, before).map((item) => `+ ${item}`);
  const removed = beyond(before, after).map((item) => `- ${item}`);
  return [...added, ...removed].join(', ') || 'another order';
}

function text(name: string, value: Json | undefined): string {
  if (value === undefined) return '(not set)';
  // As plumbline.yaml has it.
  if (name === 'wait.timeout') return `${Number(value) / 1000}s`;
  return typeof value === 'string' ? value : canonical(value);
}
