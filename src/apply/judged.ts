import type { ClusterClient } from '../cluster/types.ts';
import type { Target } from '../config/types.ts';
import { type PlumblineError, toPlumblineError } from '../errors/error.ts';
import { displayId, idKey } from '../manifests/identity.ts';
import { sameJson } from '../manifests/json.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import type { Answers, Situation } from '../plan/situation.ts';
import type { Finding, ObjectPlan } from '../plan/types.ts';
import type { Release } from '../release/types.ts';
import type { Judge } from '../render/judge.ts';
import type { Desired, TargetContext } from './context.ts';

export interface Judged {
  /** Mistakes by the object that has them (displayId), as findings of severity `error`. */
  mistakes: Map<string, Finding[]>;
  findings: Finding[];
}

const nothing: Judged = { mistakes: new Map(), findings: [] };

/**
 * Judges by their schemas what differs from the release and what the server gave no answer about: it could not be
 * asked, or it refused the object, and then the schema may tell the very place. The others it has judged itself,
 * and nothing is loaded where there is nothing to judge. An apply leaves it to the server altogether.
 */
export async function judgeChanges(
  { judge, target, client }: TargetContext,
  desired: Desired,
  { mode, release, desired: manifests }: Pick<Situation, 'mode' | 'release' | 'desired'>,
  answers: Answers,
): Promise<Judged> {
  if (judge === undefined || mode !== 'preview') return nothing;
  const before = new Map(release?.current?.manifests.map(({ id, object }) => [idKey(id), object]));
  const unanswered = ({ id, object }: Manifest): boolean =>
    answers.get(idKey(id))?.result === undefined && !sameJson(before.get(idKey(id)), object);
  const changed = [...manifests.filter(unanswered), ...changedHooks(desired, release)];
  if (changed.length === 0) return nothing;
  const kubernetesVersion = target.kubernetesVersion ?? (await servedVersion(client));
  // By the schemas of another version something right might pass for a mistake.
  if (kubernetesVersion === undefined) return nothing;
  const definitions = definitionsOf(manifests);
  const judged = await judge.judge(changed, desired, { kubernetesVersion, definitions });
  return {
    mistakes: Map.groupBy(judged.errors.map(asMistake), ({ object }) => object ?? ''),
    // The server has the schemas that are lacking here, and evaluates every rule.
    findings: judged.findings.filter(
      ({ code }) => code !== 'SCHEMA_UNKNOWN' && code !== 'RULE_NOT_EVALUATED',
    ),
  };
}

/** Judges what a plan of Git against Git changes, as `validate` does: no server will. */
export async function judgeWithoutServer(
  judge: Judge,
  { kubernetesVersion }: Pick<Target, 'kubernetesVersion'>,
  desired: Desired,
  changed: readonly Manifest[],
): Promise<Finding[]> {
  if (changed.length === 0) return [];
  const definitions = definitionsOf(desired.manifests);
  const { errors, findings } = await judge.judge(changed, desired, { kubernetesVersion, definitions });
  return [...errors.map(asMistake), ...findings];
}

const definitionsOf = (manifests: readonly Manifest[]): KubeObject[] =>
  manifests.filter(({ id }) => id.kind === 'CustomResourceDefinition').map(({ object }) => object);

/** All of them where one is another than before: the record has their digest alone. */
const changedHooks = ({ hooks }: Desired, release: Release | undefined): Manifest[] =>
  hooks === undefined || hooks.digest === release?.current?.policy.hooks
    ? []
    : hooks.hooks.map(({ manifest }) => manifest);

const asMistake = ({ message, object, place, remedy }: PlumblineError): Finding => ({
  severity: 'error',
  code: 'SCHEMA_VIOLATED',
  message,
  ...(object !== undefined && { object }),
  ...(place !== undefined && { place }),
  ...(remedy !== undefined && { remedy }),
});

/** What is to be told beside the server's answers: what it refuses it tells itself. */
export function judgedFindings(
  { mistakes, findings }: Judged,
  manifests: readonly Manifest[],
  answers: Answers,
): Finding[] {
  const refused = new Set(
    manifests.filter(({ id }) => answers.get(idKey(id))?.error !== undefined).map(({ id }) => displayId(id)),
  );
  const told = [...mistakes].flatMap(([object, of]) => (refused.has(object) ? [] : of));
  return [...told, ...findings];
}

/** What the server refuses is told at the very value, where the schema knows which it is. */
export const atMistakes = (objects: readonly ObjectPlan[], { mistakes }: Judged): ObjectPlan[] =>
  objects.map((object) => {
    const place = mistakes.get(displayId(object.id))?.[0]?.place;
    if (object.error === undefined || place === undefined) return object;
    return { ...object, error: { ...object.error, place } };
  });

/** `1.34`, as the API server says; undefined where the login may not ask. */
async function servedVersion(client: ClusterClient): Promise<string | undefined> {
  try {
    const { major, minor } = await client.raw('/version');
    // Some providers say `34+`.
    return /^\d+\.\d+/.exec(`${String(major)}.${String(minor)}`)?.[0];
  } catch (thrown) {
    if (toPlumblineError(thrown).code === 'FORBIDDEN') return undefined;
    throw thrown;
  }
}
