import pMap from 'p-map';
import type { ClusterClient } from '../cluster/types.ts';
import { kindKey } from '../manifests/identity.ts';
import { sameJson, stringField } from '../manifests/json.ts';
import type { ApiResource, Json, KubeObject } from '../manifests/types.ts';
import { content } from '../plan/content.ts';
import type { Membership } from '../plan/ownership.ts';
import type { Answer, Decision, Situation } from '../plan/situation.ts';
import { concurrency } from './context.ts';
import { askServer } from './dry-run.ts';

export interface Settled {
  /** With those objects that were read again. */
  situation: Situation;
  decisions: Decision[];
  answers: Map<string, Answer>;
}

export interface Deciding {
  decide(situation: Situation): Decision[];
  /** Makes ready what the answers are compared by. */
  load(decisions: readonly Decision[]): Promise<void>;
  replaceAs?: Membership;
}

// An object that changes faster than it can be asked about is told as it was at the last look.
const looks = 4;

/**
 * Decides, and asks the server what is left open. An answer is about the object at the moment of asking: what
 * somebody changed after the reading would be told as the work of the apply. Such an object is read again,
 * decided and asked anew, until reading and answer are of one state.
 */
export async function settle(
  client: ClusterClient,
  situation: Situation,
  { decide, load, replaceAs }: Deciding,
): Promise<Settled> {
  const answers = new Map<string, Answer>();
  let seen = situation;
  let decisions = decide(seen);
  let open = decisions;
  for (let look = 1; ; look += 1) {
    await load(open);
    const asked = await askServer(client, open, seen.target, replaceAs);
    for (const [key, answer] of asked) answers.set(key, answer);
    const changed = look < looks ? await readAgain(client, seen, open, asked) : [];
    if (changed.length === 0) return { situation: seen, decisions, answers };
    const live = new Map(seen.live);
    for (const [key, object] of changed) {
      answers.delete(key);
      if (object === undefined) live.delete(key);
      else live.set(key, object);
    }
    seen = { ...seen, live };
    decisions = decide(seen);
    const keys = new Set(changed.map(([key]) => key));
    open = decisions.filter(({ key }) => keys.has(key));
  }
}

/** The objects that are not what was read before the server answered; a new status is no difference. */
async function readAgain(
  client: ClusterClient,
  { unreadable }: Situation,
  decisions: readonly Decision[],
  answers: ReadonlyMap<string, Answer>,
): Promise<[key: string, object: KubeObject | undefined][]> {
  const moved = decisions.filter(
    ({ key, id }) => answers.get(key)?.isOfAnother === true && !unreadable.has(kindKey(id)),
  );
  const found = await pMap(
    moved,
    async ({ key, id, resource, live, ending }) => {
      const now = await client.get(resource as ApiResource, id);
      return isSame(live ?? ending, now) ? [] : [[key, now] as [string, KubeObject | undefined]];
    },
    { concurrency },
  );
  return found.flat();
}

function isSame(before: KubeObject | undefined, now: KubeObject | undefined): boolean {
  if (before === undefined || now === undefined) return before === now;
  return (
    before.metadata.uid === now.metadata.uid &&
    before.metadata.deletionTimestamp === now.metadata.deletionTimestamp &&
    sameJson(content(before), content(now)) &&
    sameJson(owners(before), owners(now))
  );
}

const owners = ({ metadata }: KubeObject): Json[] =>
  (Array.isArray(metadata.managedFields) ? metadata.managedFields : []).filter(
    (entry) => stringField(entry, 'subresource') !== 'status',
  );
