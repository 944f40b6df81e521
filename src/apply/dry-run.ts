import pMap from 'p-map';
import { lacksRight } from '../cluster/errors.ts';
import type { ClusterClient } from '../cluster/types.ts';
import { ignorePatterns } from '../drift/ignore.ts';
import { type PlumblineError, toPlumblineError } from '../errors/error.ts';
import { isObject } from '../manifests/json.ts';
import type { Path } from '../manifests/path.ts';
import { getAt } from '../manifests/pattern.ts';
import { placeAt } from '../manifests/place.ts';
import type { ApiResource, Json, KubeObject } from '../manifests/types.ts';
import { leftovers, takeoverManager } from '../plan/leftovers.ts';
import type { Membership } from '../plan/ownership.ts';
import { patchBetween } from '../plan/patch.ts';
import type { Answer, Decision, PlanTarget } from '../plan/situation.ts';
import { withoutTaken } from '../plan/takeover.ts';
import { concurrency } from './context.ts';
import { askReplacement } from './replacement.ts';
import { tracked } from './tracked.ts';

type Asked = Pick<PlanTarget, 'takeover' | 'ignore'>;

/**
 * Asks the server, in dry runs, what applying each of these would leave. Refusals are answers.
 * @param replaceAs the membership with which an object is made anew whose field cannot change; without it,
 * what that would leave is not asked
 */
export async function askServer(
  client: ClusterClient,
  decisions: readonly Decision[],
  target: Asked,
  replaceAs?: Membership,
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  const forbidden = new Map<string, Answer>();
  const asked = decisions.filter(
    ({ ask, send, resource }) => ask && send !== undefined && resource !== undefined,
  );
  await pMap(
    asked,
    async (decision) => {
      const scope = scopeOf(decision);
      const answer = forbidden.get(scope) ?? (await ask(client, decision, target));
      if (answer.lacksRight === true) forbidden.set(scope, answer);
      answers.set(decision.key, await withReplacement(client, decision, answer, replaceAs));
    },
    { concurrency },
  );
  return answers;
}

/** A right that is lacking for one object is lacking for all of the kind in the namespace. */
function scopeOf({ resource, id, live }: Decision): string {
  const verb = live === undefined ? 'create' : 'patch';
  return `${verb} ${resource?.plural}.${resource?.group}/${id.namespace ?? ''}`;
}

/** Where a field cannot change, the answer to come to is that of a creation. */
async function withReplacement(
  client: ClusterClient,
  { resource, desired }: Decision,
  answer: Answer,
  membership: Membership | undefined,
): Promise<Answer> {
  if (answer.error?.code !== 'IMMUTABLE' || membership === undefined) return answer;
  if (resource === undefined || desired === undefined) return answer;
  const result = await askReplacement(client, resource, desired, membership);
  return result === undefined ? answer : { ...answer, result };
}

async function ask(client: ClusterClient, decision: Decision, target: Asked): Promise<Answer> {
  const { id, live: found, ending } = decision;
  const read = found ?? ending;
  const resource = decision.resource as ApiResource;
  const send = decision.send as KubeObject;
  try {
    const live = found === undefined ? undefined : await tracked(client, resource, decision, found);
    const { take, left } =
      live === undefined
        ? { take: [], left: [] }
        : leftovers(decision, live, target.takeover, ignorePatterns(target.ignore, id, live));
    // Dry runs do not build on one another. What is handed over or taken over first is sent with its live
    // value, and what is taken over is then asked away by a patch of what is live.
    const kept = take.map((path) => ({ path, value: getAt(live, path) as Json }));
    const { object, warnings } = await client.apply(resource, withValues(decision, kept), { dryRun: true });
    if (take.length === 0 || live === undefined) {
      return { result: object, left, removed: [], warnings, ...changedSince(read, object) };
    }
    const wanted = withoutTaken(object, live, take, target.takeover, send);
    const patched = await client.patch(resource, id, 'json', patchBetween(live, wanted), {
      dryRun: true,
      fieldManager: takeoverManager,
    });
    // Ownership is that of the apply; the patch only tells the content.
    const { managedFields } = object.metadata;
    const metadata = { ...patched.object.metadata, ...(managedFields !== undefined && { managedFields }) };
    const since = { ...changedSince(read, object), ...changedSince(read, patched.object) };
    return { result: { ...patched.object, metadata }, left, removed: take, warnings, ...since };
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (fatal.has(error.code)) throw error;
    return refused(error);
  }
}

/** A dry run leaves the resourceVersion as it is, and gives none to what it would create. */
function changedSince(read: KubeObject | undefined, answered: KubeObject): Pick<Answer, 'isOfAnother'> {
  const isSame = read?.metadata.resourceVersion === answered.metadata.resourceVersion;
  return isSame ? {} : { isOfAnother: true };
}

const refused = (error: PlumblineError): Answer => ({
  left: [],
  removed: [],
  warnings: [],
  error,
  ...(lacksRight(error) && { lacksRight: true }),
});

// These say nothing about the object: the whole plan has failed.
const fatal = new Set<string>([
  'UNREACHABLE',
  'UNAUTHORIZED',
  'CERTIFICATE',
  'TIMEOUT',
  'INTERNAL',
  'BAD_RESPONSE',
]);

/** What is sent, with these fields and those to be handed over as they are live. */
function withValues(
  { send, handover, live }: Decision,
  kept: readonly { path: Path; value: Json }[],
): KubeObject {
  let object: Json = send as KubeObject;
  for (const { path, value } of [...handover, ...kept]) {
    const sent = getAt(object, path);
    // Beside a map that is handed over, the membership is sent.
    const whole = isObject(sent) && isObject(value) ? { ...value, ...sent } : value;
    object = placeAt(object, live, path, whole);
  }
  return object as KubeObject;
}
