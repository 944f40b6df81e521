import pMap from 'p-map';
import { errorView, type PlumblineError, toPlumblineError } from '../errors/error.ts';
import { idKey } from '../manifests/identity.ts';
import { type Hook, hookFindings } from '../plan/hooks.ts';
import { concurrency, type TargetContext } from './context.ts';
import { type HookContext, hookContext, obstacle } from './hook-run.ts';
import { hooksOfApply, isFirst } from './hooks.ts';
import { owed } from './owed.ts';
import type { Preview } from './preview.ts';

/** The plan with what there is to say of the hooks, and with what would stop them in the middle of an apply. */
export async function withHooks(planned: Preview, context: TargetContext): Promise<Preview> {
  const { hooks } = planned;
  if (hooks === undefined) return planned;
  const isInstall = isFirst(planned);
  const changes = owed(asCompared(planned), context).revision;
  const findings = hookFindings(hooks.hooks, { isInstall, changes, waits: context.target.wait.enabled });
  const due = changes ? hooksOfApply(planned) : [];
  const obstacles = await obstaclesOf(hookContext(context, planned.resources), due);
  const { plan } = planned;
  return {
    ...planned,
    refusals: [...planned.refusals, ...obstacles],
    plan: {
      ...plan,
      findings: [...plan.findings, ...findings],
      refusals: [...plan.refusals, ...obstacles.map(errorView)],
    },
  };
}

/** A preview may have the Secrets of the record from Git: then the set can be compared all the same. */
function asCompared(planned: Preview): Preview {
  const { release } = planned.situation;
  if (release === undefined || planned.former !== undefined) return planned;
  return { ...planned, release: { ...release, secretsReadable: true } };
}

async function obstaclesOf(context: HookContext, hooks: readonly Hook[]): Promise<PlumblineError[]> {
  const each = new Map(hooks.map((hook) => [idKey(hook.manifest.id), hook]));
  const found = await pMap(
    each.values(),
    async ({ manifest: { id, object } }) => {
      const resource = context.resources.of(object);
      if (resource === undefined) return [];
      try {
        return obstacle(context, id, await context.client.get(resource, id)) ?? [];
      } catch (thrown) {
        // A preview's login need not be able to read what hooks make.
        if (toPlumblineError(thrown).code === 'FORBIDDEN') return [];
        throw thrown;
      }
    },
    { concurrency },
  );
  return found.flat();
}
