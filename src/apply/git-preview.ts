import type { Target } from '../config/types.ts';
import { idKey } from '../manifests/identity.ts';
import { scrubbed } from '../manifests/sensitive.ts';
import type { Manifest } from '../manifests/types.ts';
import { assemble } from '../plan/assemble.ts';
import { gitDifference } from '../plan/git.ts';
import { hookFindings } from '../plan/hooks.ts';
import type { BaseTip, Decision, Situation } from '../plan/situation.ts';
import type { Finding, TargetPlan } from '../plan/types.ts';
import type { ReleaseSource } from '../release/types.ts';
import type { Judge } from '../render/judge.ts';
import { type Desired, policyOf } from './context.ts';
import { judgeWithoutServer } from './judged.ts';
import { membershipOf } from './preview.ts';
import { StructureMap } from './structures.ts';

export interface GitPreviewOptions {
  /** What the base is called: `main`, `3f2a9c1`. */
  base: string;
  source: ReleaseSource;
  /** By which what changes is judged; without it nothing is. */
  judge?: Judge;
}

/** A plan of Git against Git, for those without a cluster: fork pull requests, a laptop on a train. */
export async function previewFromGit(
  target: Target,
  base: BaseTip,
  head: Desired,
  options: GitPreviewOptions,
): Promise<TargetPlan> {
  const started = performance.now();
  const structures = new StructureMap();
  structures.addDefinitions(base.manifests);
  structures.addDefinitions(head.manifests);
  const situation: Situation = {
    target,
    source: options.source,
    desired: head.manifests,
    release: undefined,
    membership: membershipOf(target),
    base,
    live: new Map(),
    strays: [],
    resource: () => undefined,
    unreadable: new Map(),
    structure: (apiVersion, kind) => structures.of(apiVersion, kind),
    mode: 'preview',
  };
  const decided = decisions(situation, base);
  const judged =
    options.judge && (await judgeWithoutServer(options.judge, target, head, changed(head, base, decided)));
  const { plan } = assemble(situation, decided, new Map(), {
    policy: policyOf(target, head.hooks),
    hooks: head.hooks,
    findings: [...head.findings, ...(judged ?? []), ...hooksTold(target, head, base, decided)],
    notAsked: ['No cluster was asked: drift, what the server adds and what it would refuse are not known.'],
    base: options.base,
  });
  const shown = head.sensitive === undefined ? plan : scrubbed(plan, head.sensitive);
  return { ...shown, stats: { milliseconds: Math.round(performance.now() - started), requests: {} } };
}

function changed({ hooks }: Desired, base: BaseTip, decided: readonly Decision[]): Manifest[] {
  const objects = decided.flatMap(({ action, desired }) =>
    desired === undefined || action === 'unchanged' ? [] : desired,
  );
  const hooksChange = hooks !== undefined && hooks.digest !== base.hooks?.digest;
  return hooksChange ? [...objects, ...hooks.hooks.map(({ manifest }) => manifest)] : objects;
}

function hooksTold(
  { wait }: Target,
  { hooks }: Desired,
  base: BaseTip,
  decided: readonly Decision[],
): Finding[] {
  const changes =
    hooks?.digest !== base.hooks?.digest || decided.some(({ action }) => action !== 'unchanged');
  return hookFindings(hooks?.hooks ?? [], {
    isInstall: base.manifests.length === 0,
    changes,
    waits: wait.enabled,
  });
}

function decisions(situation: Situation, base: BaseTip): Decision[] {
  const before = new Map(base.manifests.map((manifest) => [idKey(manifest.id), manifest]));
  const wanted = situation.desired.map((desired): Decision => {
    const key = idKey(desired.id);
    const released = before.get(key);
    before.delete(key);
    const { git, change, fields } = gitDifference(
      {
        released: { manifest: released, rules: base.ignore },
        desired: { manifest: desired, rules: situation.target.ignore },
      },
      () => situation.structure(desired.object.apiVersion, desired.object.kind),
    );
    const action = git === 'added' ? 'create' : git === 'changed' ? 'update' : 'unchanged';
    const none = { handover: [], ask: false };
    const send = action === 'create' ? { send: desired.object } : {};
    return {
      id: desired.id,
      key,
      action,
      git,
      change,
      gitFields: fields,
      desired,
      ...none,
      ...send,
      ...(released && { released }),
    };
  });
  const removed = [...before].map(
    ([key, released]): Decision => ({
      id: released.id,
      key,
      action: 'delete',
      git: 'removed',
      change: 'removed',
      gitFields: [],
      released,
      handover: [],
      ask: false,
    }),
  );
  return [...wanted, ...removed];
}
