import { createHash } from 'node:crypto';
import { displayId } from '../manifests/identity.ts';
import { canonical } from '../manifests/json.ts';
import { redactObject } from '../manifests/redact.ts';
import type { Json, Manifest } from '../manifests/types.ts';
import type { Finding } from './types.ts';

/** When a hook of a chart is run: Helm's `helm.sh/hook` events. */
export type HookEvent =
  | 'pre-install'
  | 'post-install'
  | 'pre-upgrade'
  | 'post-upgrade'
  | 'pre-delete'
  | 'post-delete'
  | 'pre-rollback'
  | 'post-rollback'
  | 'test';

export type HookDeletePolicy = 'before-hook-creation' | 'hook-succeeded' | 'hook-failed';

/** An object that is no part of the set: it is made at some point of an apply, and waited for. */
export interface Hook {
  manifest: Manifest;
  events: HookEvent[];
  /** Lower ones first; Helm's `helm.sh/hook-weight`. */
  weight: number;
  deletePolicies: HookDeletePolicy[];
}

/** The hooks of a set; from a record only their digest is known. */
export interface Hooks {
  /** Two sets with equal digests have the same hooks, the values of Secrets left aside. */
  digest: string;
  hooks: Hook[];
}

/** Before anything but namespaces and CRDs is written, or after all is healthy. */
export type HookTime = 'pre' | 'post';

/** The hooks of one moment in the order in which Helm runs them: by weight, by name, then as they are rendered. */
export function hooksAt(hooks: readonly Hook[], time: HookTime, isInstall: boolean): Hook[] {
  const event: HookEvent = `${time}-${isInstall ? 'install' : 'upgrade'}`;
  return inOrder(hooks.filter(({ events }) => events.includes(event)));
}

/** Those that are run on demand. */
export const testHooks = (hooks: readonly Hook[]): Hook[] =>
  inOrder(hooks.filter(({ events }) => events.includes('test')));

const inOrder = (hooks: readonly Hook[]): Hook[] =>
  hooks.toSorted((a, b) => a.weight - b.weight || compare(a.manifest.id.name, b.manifest.id.name));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function hooksOf(hooks: Hook[]): Hooks {
  const text = canonical(
    hooks.map(({ manifest, events, weight, deletePolicies }) => [
      redactObject(manifest.object, manifest.sensitive) as Json,
      events,
      weight,
      deletePolicies,
    ]),
  );
  return { digest: createHash('sha256').update(text).digest('hex'), hooks };
}

const run = new Set<HookEvent>(['pre-install', 'post-install', 'pre-upgrade', 'post-upgrade', 'test']);

/** What there is to say of hooks: which an apply runs, if it changes the release, and which nothing runs. */
export function hookFindings(
  hooks: readonly Hook[],
  { isInstall, changes, waits }: { isInstall: boolean; changes: boolean; waits: boolean },
): Finding[] {
  const times = changes ? (['pre', 'post'] as const) : [];
  const running = times.flatMap((time) =>
    hooksAt(hooks, time, isInstall).map((hook) =>
      finding(
        hook,
        'HOOK_RUNS',
        `runs ${when(time, waits)}, as the chart's ${time}-${isInstall ? 'install' : 'upgrade'} hook`,
      ),
    ),
  );
  const idle = hooks.flatMap((hook) => {
    const events = hook.events.filter((event) => !run.has(event));
    if (events.length === 0 || events.length < hook.events.length) return [];
    return finding(hook, 'HOOK_NOT_RUN', `is a hook that is not run: ${events.join(', ')}`);
  });
  return [...running, ...idle];
}

function when(time: HookTime, waits: boolean): string {
  if (time === 'pre') return 'before the other objects are written';
  return waits ? 'when all objects are healthy' : 'when all objects are written';
}

function finding({ manifest }: Hook, code: string, message: string): Finding {
  const { id, source } = manifest;
  return {
    severity: 'info',
    code,
    message,
    object: displayId(id),
    ...(source !== undefined && { place: { file: source.file, line: source.line } }),
  };
}
