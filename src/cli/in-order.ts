import type { Target } from '../config/types.ts';

/** Each target after those it depends on; the configuration has no cycles. */
export function inOrder(targets: readonly Target[]): Target[] {
  const ordered = new Set<Target>();
  const visit = (target: Target): void => {
    for (const name of target.dependsOn) {
      const needed = targets.find((other) => other.name === name);
      if (needed !== undefined && !ordered.has(needed)) visit(needed);
    }
    ordered.add(target);
  };
  targets.forEach(visit);
  return [...ordered];
}
