import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import type { ApiResource } from '../../src/manifests/types.ts';
import { releaseResource } from '../../src/release/id.ts';
import type { CommandRun } from '../support/command.ts';
import { WorkTree } from '../support/work-tree.ts';
import { admin, cluster, configMaps, freshNamespace, secrets } from './client-scene.ts';

const leases: ApiResource = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
};

/** A repository with a target in a namespace of its own. */
export interface Scene {
  tree: WorkTree;
  namespace: string;
  /** Of the target and of its release. */
  name: string;
  /** The resourceVersions of all that plumbline could have written. */
  versions(): Promise<Record<string, string>>;
}

export async function scene(lines: string[] = []): Promise<Scene> {
  const namespace = await freshNamespace();
  const name = `bad-${randomBytes(4).toString('hex')}`;
  const tree = new WorkTree({ name, namespace, lines: ['wait: { enabled: false }', ...lines] }, cluster.env);
  return { tree, namespace, name, versions: () => versions(namespace, name) };
}

async function versions(namespace: string, release: string): Promise<Record<string, string>> {
  const system = 'plumbline-system';
  const [record, own, hidden, held, chunks, secretChunks] = await Promise.all([
    admin.get(releaseResource, { namespace: system, name: release }),
    admin.list(configMaps, { namespace }),
    admin.list(secrets, { namespace }),
    admin.list(leases, { namespace: system }),
    admin.list(configMaps, { namespace: system }),
    admin.list(secrets, { namespace: system }),
  ]);
  const of = ({ items }: typeof own) => items.filter(({ metadata }) => metadata.name.includes(release));
  const found = [...own.items, ...hidden.items, ...of(held), ...of(chunks), ...of(secretChunks)];
  return Object.fromEntries(
    [...found, ...(record === undefined ? [] : [record])].map(({ kind, metadata }) => [
      `${kind} ${metadata.name}`,
      String(metadata.resourceVersion),
    ]),
  );
}

/** What a command says, on either stream. */
export const said = ({ stdout, stderr }: CommandRun): string => `${stderr}${stdout}`;

/** Runs and expects success. */
export async function succeeds(tree: WorkTree, ...args: string[]): Promise<CommandRun> {
  const run = await tree.run(args);
  expect({ ...run, args }).toMatchObject({ exitCode: 0, args });
  return run;
}
