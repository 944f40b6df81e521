import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { connect } from '../../src/cluster/client.ts';
import type { ClusterClient } from '../../src/cluster/types.ts';
import { until } from '../../src/cluster/until.ts';
import { installCrd } from '../../src/release/crd.ts';
import { type LocalCluster, startCluster } from '../support/cluster.ts';
import { counted } from './histories/acts.ts';
import { definitions, gadgetCrd } from './histories/gadget.ts';
import { playHistory } from './histories/history.ts';
import { known } from './histories/known.ts';
import { resources } from './histories/slots.ts';
import { histories } from './histories/steps.ts';
import { World } from './histories/world.ts';

// To play one history again: PLUMBLINE_HISTORIES_SEED and _PATH as the failure prints them.
const {
  PLUMBLINE_HISTORIES: wanted = '200',
  PLUMBLINE_HISTORIES_SEED: seed = '1',
  PLUMBLINE_HISTORIES_PATH: path,
} = process.env;
const lanes = path === undefined ? 4 : 1;

let cluster: LocalCluster;
let clients: ClusterClient[];

beforeAll(async () => {
  // Nothing moves but what a history moves; without the controllers nobody ends a foreground deletion.
  cluster = await startCluster({ apiServerArgs: ['--enable-garbage-collector=false'] });
  const connections = Array.from({ length: lanes }, () =>
    connect({ env: { ...process.env, ...cluster.env } }),
  );
  clients = (await Promise.all(connections)).map(({ client }) => client);
  const [client] = clients as [ClusterClient];
  await installCrd(client, 'plumbline-system');
  await client.apply(definitions, gadgetCrd);
  const isServed = await until(30_000, () =>
    client.list(resources.Gadget).then(
      () => true,
      () => false,
    ),
  );
  if (!isServed) throw new Error('the CRD of the histories is not served');
});

afterAll(async () => {
  for (const client of clients ?? []) client.close();
  await cluster?.stop();
});

test.each(Object.entries(known))('%s: an apply does what its preview showed', async (name, history) => {
  const number = Object.keys(known).indexOf(name) + 1;
  await playHistory(new World(clients[0] as ClusterClient, `known-${number}`), history);
});

test('over random histories of Git, people and other tools, an apply does what its preview showed and a revert brings the release back', async () => {
  const started = performance.now();
  let number = 0;
  const lane = (client: ClusterClient, index: number): Promise<void> =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        number += 1;
        await playHistory(new World(client, `random-${number}`), history);
      }),
      {
        seed: Number(seed) + index,
        ...(path !== undefined && { path }),
        numRuns: Math.ceil(Number(wanted) / lanes),
      },
    );
  const ended = await Promise.allSettled(clients.map(lane));
  const failures = ended.flatMap((one) => (one.status === 'rejected' ? [failure(one.reason)] : []));
  expect(failures.join('\n\n')).toBe('');
  if (process.env.PLUMBLINE_HISTORIES === undefined) return;
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`${number} histories in ${seconds} s: ${JSON.stringify(counted)}\n`);
}, 1_200_000);

/** fast-check names seed and path; its cause is what was expected, and the steps that led there. */
function failure(reason: unknown): string {
  return Error.isError(reason) ? `${reason.message}\n${String(reason.cause)}` : String(reason);
}
