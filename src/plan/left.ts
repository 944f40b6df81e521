import type { Target } from '../config/types.ts';
import type { Release } from '../release/types.ts';
import type { Finding } from './types.ts';

type Named = Pick<Target, 'name' | 'release' | 'movedFrom'>;

/** Whether a target has this release, or takes it over. */
export function isNamed(release: Pick<Release, 'name' | 'namespace'>, targets: readonly Named[]): boolean {
  return targets.some(
    ({ name, movedFrom, release: { namespace } }) =>
      namespace === release.namespace && (name === release.name || movedFrom?.name === release.name),
  );
}

/** Whether a release was made from this repository. Without a remote that cannot be told. */
export function isOf(release: Pick<Release, 'current' | 'pending'>, repository: string): boolean {
  const source = release.current?.source ?? release.pending?.source;
  return repository !== '' && source?.repository === repository;
}

/** Says that a release has lost its target: no apply touches it, and only a person may delete its objects. */
export function leftFinding({ name, current, pending }: Release): Finding {
  const count = (current ?? pending)?.objects.count ?? 0;
  const objects = count === 1 ? '1 object stays' : `${count} objects stay`;
  return {
    severity: 'warning',
    code: 'TARGET_LEFT',
    message: `no target has the release ${name} of this repository any more: its ${objects} as applied last`,
    remedy: `Delete them with plumbline uninstall ${name}, which asks for consent to what holds data; or take them over in another target: movedFrom: { name: ${name} }.`,
  };
}
