import { idKey, kindKey } from '../manifests/identity.ts';
import { sameJson } from '../manifests/json.ts';
import { noSecrets, type Sensitive, scrubbed } from '../manifests/sensitive.ts';
import type { ApiResource, Manifest, ObjectId } from '../manifests/types.ts';
import { withoutBlindAsks } from '../plan/ask.ts';
import { type Assembled, assemble } from '../plan/assemble.ts';
import { decide } from '../plan/decide.ts';
import { refusedAsk } from '../plan/describe.ts';
import type { Hooks } from '../plan/hooks.ts';
import { withFormer } from '../plan/moved.ts';
import type { Answer, Answers, Decision, Situation } from '../plan/situation.ts';
import type { Finding, TargetPlan } from '../plan/types.ts';
import { applysetId } from '../release/id.ts';
import { readRelease } from '../release/read.ts';
import type { Release } from '../release/types.ts';
import { policyOf, type TargetContext } from './context.ts';
import { hideSensitive } from './hidden.ts';
import { withHooks } from './hook-outlook.ts';
import { atMistakes, judgeChanges, judgedFindings } from './judged.ts';
import { readFormer } from './moved.ts';
import { neededKinds, neededNamespaces } from './needed.ts';
import { Observer, type Wanted } from './observe.ts';
import { ResourceMap, unknownKind } from './resources.ts';
import { settle } from './settle.ts';
import { sharing } from './sharing.ts';
import { StructureMap } from './structures.ts';

/** A plan with everything an apply needs to carry it out. */
export interface Preview extends Omit<Assembled, 'plan'> {
  plan: TargetPlan;
  situation: Situation;
  decisions: Decision[];
  answers: Answers;
  release: Release | undefined;
  /** Of the target's former name, as long as it is there: it is planned against, too. */
  former: Release | undefined;
  resources: ResourceMap;
  /** What must not be shown of what was decrypted. */
  sensitive: Sensitive;
  /** Of a chart that has any. */
  hooks?: Hooks;
}

/** Plans one target against the cluster: reads, decides, asks where it must, and says what it could not ask. */
export async function preview(context: TargetContext, mode: 'preview' | 'apply'): Promise<Preview> {
  const started = performance.now();
  const counted = { ...context.client.requests };
  const { target, client } = context;
  const membership = membershipOf(target);
  const { id, formerId } = membership;
  const observer = new Observer(context.objects, id, ...(formerId === undefined ? [] : [formerId]));
  const [release, former, desired, base] = await Promise.all([
    readRelease(
      client,
      { name: target.name, namespace: target.release.namespace },
      {
        onHead: (resources) => observer.prefetch(resources),
      },
    ),
    readFormer(context),
    context.desired(),
    context.base?.(),
  ]);
  const resources = new ResourceMap();
  resources.addRelease(former);
  resources.addRelease(release);
  resources.addDefinitions(desired.manifests);
  const { hooks } = desired;
  const made = [...desired.manifests, ...(hooks?.hooks ?? []).map(({ manifest }) => manifest)];
  await resources.complete(client, made);
  const coming = await neededKinds(context, made, resources, mode);
  refuseUnknownKinds(made, resources);

  const known = withFormer(release, former);
  const readable = await withSecretsFromGit(context, known);
  const manifests = sharing(desired.manifests, readable?.current?.manifests);
  const wanted = wantedObjects(manifests, readable, resources);
  const observed = await observer.observe(wanted, { labelled: known !== undefined });
  for (const { resource, instead } of observed.unserved) resources.drop(resource, instead);
  if (observed.unserved.length > 0) refuseUnknownKinds(manifests, resources);
  const structures = new StructureMap();
  structures.addDefinitions(readable?.current?.manifests ?? []);
  structures.addDefinitions(manifests);
  structures.addDefinitions(coming.definitions);
  const earlier = [...(readable?.current?.manifests ?? []), ...(readable?.pending?.manifests ?? [])];
  hideSensitive([client, context.objects], [...made, ...earlier]);
  // Only of these it matters whether they changed: most sets have none.
  const lacking = structures.lacking(resources, [...manifests, ...earlier]);
  await structures.load(context.objects, resources, changed(lacking, manifests, earlier));
  const read: Situation = {
    target,
    source: context.source,
    desired: manifests,
    release: readable,
    membership,
    ...(base !== undefined && { base }),
    live: observed.live,
    strays: observed.strays,
    resource: (id, object) => (object && resources.of(object)) ?? resources.ofId(id),
    unreadable: observed.unreadable,
    structure: (apiVersion, kind) => structures.of(apiVersion, kind),
    mode,
  };
  const { situation, decisions, ...asked } = await settle(context.objects, read, {
    decide: (now) => withoutBlindAsks(decide(now), coming.targets),
    load: (open) => structures.load(context.objects, resources, asking(open)),
    replaceAs: membership,
  });
  const answers = await settleNamespaces(asked.answers, decisions, context);
  const judged = await judgeChanges(context, desired, situation, answers);
  const assembled = assemble(situation, decisions, answers, {
    policy: policyOf(target, hooks),
    hooks,
    findings: [...desired.findings, ...judgedFindings(judged, manifests, answers), ...movedFinding(former)],
    notAsked: notAsked(situation, answers, known),
  });
  const { sensitive = noSecrets() } = desired;
  const told = scrubbed(assembled.plan, sensitive);
  const plan: TargetPlan = {
    ...told,
    objects: atMistakes(told.objects, judged),
    cluster: client.context ?? client.server,
    stats: {
      milliseconds: Math.round(performance.now() - started),
      requests: difference(counted, client.requests),
    },
  };
  const whole: Preview = {
    ...assembled,
    plan,
    situation,
    decisions,
    answers,
    release,
    former,
    resources,
    sensitive,
    ...(hooks !== undefined && { hooks }),
  };
  return withHooks(whole, context);
}

export function membershipOf(target: TargetContext['target']): Situation['membership'] {
  const { name, movedFrom, release } = target;
  const { namespace } = release;
  return {
    id: applysetId(name, namespace),
    release: `${namespace}/${name}`,
    ...(movedFrom !== undefined && { formerId: applysetId(movedFrom.name, namespace) }),
  };
}

function movedFinding(former: Release | undefined): Finding[] {
  if (former === undefined) return [];
  const message = `the objects of release ${former.name} move to this target, and its record is removed in the end`;
  return [{ severity: 'info', code: 'RELEASE_MOVES', message }];
}

/** Those of the objects that differ between an earlier manifest and the desired one. */
function changed(
  objects: readonly Manifest[],
  desired: readonly Manifest[],
  earlier: readonly Manifest[],
): Manifest[] {
  if (objects.length === 0) return [];
  const wanted = new Map(desired.map(({ id, object }) => [idKey(id), object]));
  const differ = new Set(
    earlier
      .map(({ id, object }) => ({ key: idKey(id), object }))
      .filter(({ key, object }) => wanted.has(key) && !sameJson(wanted.get(key), object))
      .map(({ key }) => key),
  );
  return objects.filter(({ id }) => differ.has(idKey(id)));
}

/** What the server is asked about, as it is wanted and as it is: the lists of either are to be compared by key. */
export function asking(decisions: readonly Decision[]): Manifest[] {
  return decisions
    .filter(({ ask }) => ask)
    .flatMap(({ id, desired, live }) => [
      ...(desired === undefined ? [] : [desired]),
      ...(live === undefined ? [] : [{ id, object: live }]),
    ]);
}

function refuseUnknownKinds(manifests: readonly Manifest[], resources: ResourceMap): void {
  const errors = manifests.flatMap((manifest) => {
    if (resources.of(manifest.object) !== undefined) return [];
    return unknownKind(manifest);
  });
  const [first, ...others] = errors;
  if (first === undefined) return;
  throw first.with({ others });
}

/** Where the login may not read Secrets, those of the released commit are taken from Git. */
async function withSecretsFromGit(
  context: TargetContext,
  release: Release | undefined,
): Promise<Release | undefined> {
  const { current } = release ?? {};
  if (release === undefined || current === undefined || release.secretsReadable) return release;
  const { commit, dirty } = current.source;
  if (commit === '' || dirty === true) return release;
  const manifests = await context.releasedFromGit?.(commit);
  const secrets =
    manifests?.filter(({ id, sensitive }) => kindKey(id) === 'Secret' || sensitive === true) ?? [];
  return { ...release, current: { ...current, manifests: [...current.manifests, ...secrets] } };
}

function wantedObjects(desired: Manifest[], release: Release | undefined, resources: ResourceMap): Wanted[] {
  const wanted = new Map<string, Wanted>();
  const add = (id: ObjectId, resource: ApiResource | undefined): void => {
    const key = idKey(id);
    if (resource !== undefined && !wanted.has(key)) wanted.set(key, { id, resource });
  };
  for (const { id, object } of desired) add(id, resources.of(object));
  for (const { id } of release?.current?.manifests ?? []) add(id, resources.ofId(id));
  for (const { id } of release?.pending?.manifests ?? []) add(id, resources.ofId(id));
  return [...wanted.values()];
}

/** A namespace that the apply makes (`createNamespace`), or a target it depends on, is no reason to refuse. */
async function settleNamespaces(
  answers: Map<string, Answer>,
  decisions: Decision[],
  context: TargetContext,
): Promise<Map<string, Answer>> {
  const refused = decisions.filter(({ key }) => answers.get(key)?.error?.code === 'NAMESPACE_MISSING');
  if (refused.length === 0) return answers;
  const { createNamespace, namespace } = context.target;
  const elsewhere = await neededNamespaces(context);
  for (const decision of refused) {
    const missing = decision.id.namespace ?? '';
    const target = elsewhere.get(missing);
    const isOwn = createNamespace && missing === namespace;
    if (!isOwn && target === undefined) continue;
    answers.delete(decision.key);
    decision.effectNotAsked = isOwn
      ? 'its namespace is created by the apply'
      : `its namespace comes with target ${target}`;
  }
  return answers;
}

function notAsked(situation: Situation, answers: Answers, release: Release | undefined): string[] {
  const said = [...situation.unreadable].map(([kind, why]) =>
    kind === 'Secret' ? `Secrets are compared Git against Git: ${why}` : `${kind}: ${why}`,
  );
  if (release?.secretsReadable === false && !situation.unreadable.has('Secret')) {
    said.push('Secrets: the record of them cannot be read with this login');
  }
  const refused = [...answers.values()].filter((answer) => refusedAsk(answer) !== undefined).length;
  if (refused > 0) {
    said.push(`What the server adds was not asked for ${refused} objects: the login may not dry-run them`);
  }
  return said;
}

export function difference(
  before: Record<string, number>,
  after: Record<string, number>,
): Record<string, number> {
  const entries = Object.entries(after).map(([verb, count]) => [verb, count - (before[verb] ?? 0)] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}
