import type { ClusterClient } from '../cluster/types.ts';
import type { Target } from '../config/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import type { ApiResource } from '../manifests/types.ts';
import type { Step } from '../plan/assemble.ts';
import type { Hook } from '../plan/hooks.ts';

export const namespaceResource: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};

/**
 * Makes the target's namespace where `createNamespace` says so and something is about to be made in it. It
 * carries no label of ours: never owned, never pruned.
 */
export async function ensureNamespace(
  client: ClusterClient,
  target: Pick<Target, 'namespace' | 'createNamespace'>,
  steps: readonly Step[],
  hooks: readonly Hook[],
): Promise<void> {
  const { namespace } = target;
  if (!target.createNamespace || namespace === undefined) return;
  const isIn = ({ manifest }: Hook): boolean => manifest.id.namespace === namespace;
  const makes =
    hooks.some(isIn) ||
    steps.some(
      ({ decision, action }) =>
        decision.id.namespace === namespace &&
        decision.live === undefined &&
        (action === 'create' || action === 'restore'),
    );
  const inSet = steps.some(
    ({ decision: { id } }) => id.kind === 'Namespace' && id.group === '' && id.name === namespace,
  );
  if (!makes || inSet) return;
  if ((await client.get(namespaceResource, { name: namespace })) !== undefined) return;
  try {
    await client.create(namespaceResource, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    });
  } catch (thrown) {
    // Made by somebody else in between.
    if (toPlumblineError(thrown).code !== 'CONFLICT') throw thrown;
  }
}
