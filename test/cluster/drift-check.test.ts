import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClusterClient } from '../../src/cluster/types.ts';
import { baselineOf, checkObject } from '../../src/drift/check.ts';
import type { Verdict } from '../../src/drift/types.ts';
import { idOf } from '../../src/manifests/identity.ts';
import { isObject, sameJson } from '../../src/manifests/json.ts';
import { renderPath } from '../../src/manifests/path.ts';
import type { Json, JsonObject, KubeObject } from '../../src/manifests/types.ts';
import { crdResource, gadgetCrd, namespace, namespaceResource, samples } from './drift-check-manifests.ts';
import { everywhere, type Mutation, particular } from './drift-check-mutations.ts';
import { connectToServer } from './drift-check-server.ts';

interface Case {
  kind: string;
  mutation: string;
  verdict: Verdict;
  paths: string[];
  /** What a dry-run server-side apply of the manifest would change. */
  wouldChange: boolean;
}

let client: ClusterClient;
let stop: () => void | Promise<void>;
let cases: Case[] = [];
let failures: string[] = [];

beforeAll(async () => {
  ({ client, stop } = await connectToServer());
  await client.apply(namespaceResource, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  await client.apply(crdResource, gadgetCrd);
  await established();
  const all = Object.keys(samples).flatMap((kind) =>
    Object.entries({ ...everywhere, ...particular[kind] }).map(([mutation, run]) => ({
      kind,
      mutation,
      run,
    })),
  );
  cases = [];
  failures = [];
  const queue = [...all.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, { kind, mutation, run }] = next;
      try {
        cases.push(await play(kind, mutation, run, `c${index}-${process.pid}`));
      } catch (error) {
        failures.push(`${kind}: ${mutation}: ${String(error)}`);
      }
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}, 180_000);

afterAll(async () => {
  await stop();
});

async function established(): Promise<void> {
  for (;;) {
    const crd = await client.get(crdResource, { name: gadgetCrd.metadata.name });
    const conditions = isObject(crd?.status) ? crd.status.conditions : undefined;
    if (
      Array.isArray(conditions) &&
      conditions.some((c) => isObject(c) && c.type === 'Established' && c.status === 'True')
    )
      return;
  }
}

async function play(kind: string, mutation: string, run: Mutation, name: string): Promise<Case> {
  const sample = samples[kind];
  if (sample === undefined) throw new Error(`no sample of ${kind}`);
  const { resource } = sample;
  const object = sample.manifest(name);
  const at = { name, ...(resource.namespaced && { namespace }) };
  const applied = (await client.apply(resource, object)).object;
  const baseline = JSON.parse(
    JSON.stringify(baselineOf({ id: idOf(object), object }, applied), keepBig),
    restoreBig,
  );
  const live = (await client.get(resource, at)) as KubeObject;
  if (mutation === 'nothing') expect(checkObject(baseline, live)).toEqual({ verdict: 'clean', paths: [] });
  await run({ client, resource, name: at, manifest: object, live });
  // Controllers write too: what was checked and what the server answered must be about one state.
  for (;;) {
    const now = await client.get(resource, at);
    const answer = await wouldChange(object, now, kind);
    const again = await client.get(resource, at);
    if (now?.metadata.resourceVersion !== again?.metadata.resourceVersion) continue;
    const { verdict, paths } = checkObject(baseline, now);
    return { kind, mutation, verdict, paths: paths.map(renderPath), wouldChange: answer };
  }
}

// A baseline is stored between runs.
const keepBig = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? { $big: String(value) } : value;
const restoreBig = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$big' in value ? BigInt(String(value.$big)) : value;

async function wouldChange(object: KubeObject, live: KubeObject | undefined, kind: string): Promise<boolean> {
  const resource = samples[kind]?.resource;
  if (live === undefined || resource === undefined) return true;
  try {
    const { object: result } = await client.apply(resource, object, { dryRun: true });
    return !sameJson(content(live), content(result));
  } catch {
    return true;
  }
}

function content(object: KubeObject): Json {
  const { status: _status, ...rest } = object;
  const {
    managedFields: _fields,
    resourceVersion: _version,
    generation: _generation,
    ...metadata
  }: JsonObject = object.metadata;
  return { ...rest, metadata };
}

const contentVerdicts: Verdict[] = ['missing', 'recreated', 'drift', 'order', 'foreign-apply', 'no-baseline'];
const isSuspect = (found: Case): boolean => contentVerdicts.includes(found.verdict);
const named = ({ kind, mutation, verdict, paths }: Case): string =>
  `${kind}: ${mutation}: ${verdict} ${paths.join(' ')}`;

describe('the drift check on a real API server', () => {
  test('has a corpus of many kinds and mutations, each of which did what it says', () => {
    if (process.env.PL_PRINT) for (const found of cases) console.log(named(found), found.wouldChange);
    expect(failures).toEqual([]);
    expect(new Set(cases.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(12);
    expect(cases.length).toBeGreaterThanOrEqual(80);
  });

  test('never calls an object clean that an apply would change', () => {
    const missed = cases.filter(
      (found) => found.wouldChange && !isSuspect(found) && found.verdict !== 'terminating',
    );
    expect(missed.map(named)).toEqual([]);
  });

  test('seldom suspects an object that an apply would leave as it is', () => {
    const wrong = cases.filter((found) => !found.wouldChange && ['drift', 'order'].includes(found.verdict));
    expect(wrong.map(named)).toEqual([]);
  });
});
