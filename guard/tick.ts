import { namespaceOf } from '../src/release/id.ts';
import { listReleases } from '../src/release/read.ts';
import type { GuardContext, Visit } from './types.ts';
import { visitRelease } from './visit.ts';

/** Looks after every release once, one after the other; each visit is told as soon as it is over. */
export async function tick(
  context: GuardContext,
  options: { namespace?: string | undefined },
  tell: (visit: Visit) => void,
): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const object of await listReleases(context.client, options.namespace)) {
    if (context.signal.aborted) break;
    const name = { name: object.metadata.name, namespace: namespaceOf(object) };
    const visit = await visitRelease(context, name);
    visits.push(visit);
    tell(visit);
  }
  return visits;
}

/** 1 where a release could not be handled or an object not be reverted. */
export function exitCode(visits: readonly Visit[]): number {
  const failed = visits.some(
    ({ outcome, drift }) => outcome === 'failed' || drift?.objects.some(({ error }) => error !== undefined),
  );
  return failed ? 1 : 0;
}
