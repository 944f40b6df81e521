import { createHash } from 'node:crypto';
import type { Plan, TargetPlan } from './types.ts';

/** The document over all targets. Its hash is that of the only target, or one over the hashes of all. */
export function planDocument(targets: TargetPlan[]): Plan {
  const [only, ...others] = targets.map(({ hash }) => hash);
  const hash = others.length === 0 ? (only ?? '') : hashOf([only, ...others].join('\n'));
  return { apiVersion: 'plumbline.dev/v1alpha1', kind: 'Plan', targets, hash };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
