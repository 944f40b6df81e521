import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from '../../../../src/cluster/client.ts';
import type { ClusterClient } from '../../../../src/cluster/types.ts';
import { type LocalCluster, startCluster } from '../../../support/cluster.ts';
import { type Death, forEveryRequest, writing } from './death.ts';
import { ending } from './ending.ts';
import { Scene } from './scene.ts';
import { secondSet } from './sets.ts';

const writes = ['APPLY', 'CREATE', 'PATCH', 'REPLACE', 'DELETE'];

let cluster: LocalCluster;
let client: ClusterClient;
beforeAll(async () => {
  // Replacing an object needs the garbage collector.
  cluster = await startCluster({ controllers: true });
  ({ client } = await connect({ env: cluster.env }));
});
afterAll(async () => {
  client?.close();
  await cluster?.stop();
});

/** What a second and a third run leave and do after a first that died so, or after none. */
async function afterDeath(name: string, death: Death | undefined): Promise<{ died: boolean; end: object }> {
  const scene = await Scene.begin(cluster, client, name);
  const first = death === undefined ? undefined : await scene.applyDying(death);
  if (first?.signal === null) expect({ name, ...first }).toMatchObject({ name, exitCode: 0 });
  const second = await scene.applyUndisturbed();
  const third = await scene.applyUndisturbed();
  const end = {
    ...(await ending(client, scene)),
    error: second.result.error,
    waitedForTheDead: second.events.some((event) => event.type === 'phase' && event.phase === 'lock'),
    third: {
      outcome: third.result.outcome,
      writes: writes.filter((verb) => third.result.stats.requests[verb] !== undefined),
    },
  };
  return { died: first?.signal === 'SIGKILL', end };
}

// To the server a request is the same whether it dies before its answer or after, unless it writes.
const deaths: { of: string; prefix: string; death: Omit<Death, 'request'>; atLeast: number }[] = [
  {
    of: 'any one of its requests is sent',
    prefix: 's',
    death: { when: 'sent', signal: 'SIGKILL' },
    atLeast: 3 * secondSet('').length,
  },
  {
    of: 'any one of its writes is answered',
    prefix: 'a',
    death: { when: 'answered', signal: 'SIGKILL', matching: writing },
    atLeast: secondSet('').length,
  },
];

test.each(deaths)(
  'an apply killed when $of ends the same the next time, and owes nothing then',
  async ({ prefix, death, atLeast }) => {
    const { end } = await afterDeath(`${prefix}000`, undefined);
    expect(end).toMatchObject({ error: undefined, third: { outcome: 'unchanged', writes: [] } });
    const tried = await forEveryRequest(async (request) => {
      const here = { ...death, request };
      const after = await afterDeath(`${prefix}${String(request).padStart(3, '0')}`, here);
      expect({ death: here, end: after.end }).toEqual({ death: here, end });
      return after.died;
    });
    expect(tried).toBeGreaterThan(atLeast);
  },
  // Some 250 processor seconds in all: minutes on a free machine, and no reason to fail on a busy one.
  1_800_000,
);
