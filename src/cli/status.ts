import { Observer } from '../apply/observe.ts';
import { ResourceMap } from '../apply/resources.ts';
import type { ClusterClient } from '../cluster/types.ts';
import type { Target } from '../config/types.ts';
import { health } from '../health/index.ts';
import { idKey } from '../manifests/identity.ts';
import { field, stringField } from '../manifests/json.ts';
import { pauseOf } from '../release/pause.ts';
import { readRelease } from '../release/read.ts';
import type { Release } from '../release/types.ts';
import { statusJson } from '../report/json.ts';
import { statusMarkdown } from '../report/markdown/status.ts';
import { statusText } from '../report/terminal/status.ts';
import type { StatusReport, TargetStatus } from '../report/types.ts';
import { endWith, lookAtEach } from './looks.ts';
import type { GlobalOptions } from './options.ts';
import { printResult, textOptions } from './output.ts';
import { Session } from './session.ts';

/** `plumbline status`: what is applied, whether it is healthy, and what the guard saw last. */
export async function status(names: string[], options: GlobalOptions): Promise<number> {
  const session = await Session.open(options);
  try {
    const { seen, errors } = await lookAtEach(session.targets(names), async (target) =>
      statusOf(await session.client(target), target),
    );
    printStatus(seen, options);
    return endWith(0, errors, options);
  } finally {
    await session.close();
  }
}

export function printStatus(targets: TargetStatus[], options: GlobalOptions): void {
  const report: StatusReport = { apiVersion: 'plumbline.dev/v1alpha1', kind: 'StatusReport', targets };
  if (options.output === 'json') printResult(statusJson(report));
  else if (options.output === 'markdown') printResult(statusMarkdown(report, { now: new Date() }));
  else printResult(statusText(report, textOptions(options)));
}

export async function statusOf(client: ClusterClient, target: Target): Promise<TargetStatus> {
  const cluster = client.context ?? client.server;
  const release = await readRelease(client, { name: target.name, namespace: target.release.namespace });
  if (release === undefined)
    return { target: target.name, cluster, objects: 0, drifted: [], reverted: 0, unready: [] };
  const { current, pending } = release;
  const paused = pauseOf(release, client.now());
  const ready = conditionOf(release, 'Ready');
  const lastCheck = stringField(release.status, 'lastCheck', 'time');
  return {
    target: target.name,
    cluster,
    objects: current?.objects.count ?? 0,
    ...lastDrift(release),
    unready: await unready(client, release),
    ...(current !== undefined && {
      release: {
        revision: current.revision,
        commit: current.source.commit,
        time: current.time,
        ...(current.source.actor !== undefined && { actor: current.source.actor }),
      },
    }),
    ...(ready !== undefined && { ready }),
    ...(pending !== undefined && {
      pending: {
        revision: pending.revision,
        commit: pending.source.commit,
        phase: pending.phase,
        ...(pending.message !== undefined && { message: pending.message }),
      },
    }),
    ...(paused !== undefined && { paused }),
    ...(lastCheck !== undefined && { lastCheck }),
  };
}

/** What the guard's newest look left as it found it, and how much it reverted. */
function lastDrift({ status: { drifts, lastCheck } }: Release): Pick<TargetStatus, 'drifted' | 'reverted'> {
  const found = Array.isArray(drifts) ? drifts.filter((drift) => field(drift, 'reverted') !== true) : [];
  const reverted = field(lastCheck, 'reverted');
  return {
    drifted: found as unknown as TargetStatus['drifted'],
    reverted: typeof reverted === 'number' ? reverted : 0,
  };
}

function conditionOf(release: Release, type: string): boolean | undefined {
  const conditions = field(release.status, 'conditions');
  if (!Array.isArray(conditions)) return undefined;
  const found = conditions.find((condition) => stringField(condition, 'type') === type);
  return found === undefined ? undefined : stringField(found, 'status') === 'True';
}

async function unready(client: ClusterClient, release: Release): Promise<TargetStatus['unready']> {
  const resources = new ResourceMap();
  resources.addRelease(release);
  const manifests = release.current?.manifests ?? [];
  const wanted = manifests.flatMap(({ id, object }) => {
    const resource = resources.of(object);
    return resource === undefined ? [] : [{ id, resource }];
  });
  const { live } = await new Observer(client, release.id).observe(wanted, { labelled: true });
  return manifests.flatMap(({ id }) => {
    const object = live.get(idKey(id));
    if (object === undefined) return [{ id, message: 'it is not in the cluster' }];
    const { status: state, message } = health(object);
    return state === 'current' ? [] : [{ id, message }];
  });
}
