import { until } from '../cluster/until.ts';
import { groupOf, kindKey } from '../manifests/identity.ts';
import type { Manifest } from '../manifests/types.ts';
import type { TargetContext } from './context.ts';
import { definedResources, type ResourceMap } from './resources.ts';
import { readDefinition } from './structures.ts';

/** The kinds that come with other targets: their CRDs, and by kindKey the target that brings it. */
export interface NeededKinds {
  definitions: Manifest[];
  targets: Map<string, string>;
}

const servedWithinMs = 10_000;

/**
 * Kinds that the cluster lacks and that a target needed by this one defines. A plan takes them as served. An apply
 * comes after that target's: there the API server serves them a moment later, and what it does not serve stays unknown.
 */
export async function neededKinds(
  context: TargetContext,
  manifests: readonly Manifest[],
  resources: ResourceMap,
  mode: 'preview' | 'apply',
): Promise<NeededKinds> {
  const found: NeededKinds = { definitions: [], targets: new Map() };
  const lacking = manifests.filter(({ object }) => resources.of(object) === undefined);
  if (lacking.length === 0 || context.needed === undefined) return found;
  const kinds = new Set(
    lacking.map(({ object }) => kindKey({ group: groupOf(object.apiVersion), kind: object.kind })),
  );
  for (const { name, manifests: theirs } of await context.needed()) {
    for (const manifest of theirs) {
      const defined = definedResources(manifest.object)
        .map(kindKey)
        .filter((kind) => kinds.has(kind));
      if (defined.length > 0) found.definitions.push(manifest);
      for (const kind of defined) found.targets.set(kind, name);
    }
  }
  if (mode === 'preview') {
    resources.addDefinitions(found.definitions);
    return found;
  }
  const { client } = context;
  const made = await Promise.all(found.definitions.map(({ id }) => readDefinition(client, id.name)));
  await until(made.some((definition) => definition !== undefined) ? servedWithinMs : 0, async () => {
    await resources.complete(client, lacking, { anew: true });
    return lacking.every(({ object }) => resources.of(object) !== undefined);
  });
  return { definitions: [], targets: new Map() };
}

/** The namespaces that come with targets needed by this one, by name the target that brings it. */
export async function neededNamespaces({ needed }: TargetContext): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name, manifests, namespace } of (await needed?.()) ?? []) {
    if (namespace !== undefined) found.set(namespace, name);
    for (const { id } of manifests) if (kindKey(id) === 'Namespace') found.set(id.name, name);
  }
  return found;
}
