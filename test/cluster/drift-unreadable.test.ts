import { expect, test } from '@jest/globals';
import { testFolder, writeKubeconfig } from '../support/kubeconfig.ts';
import { configMapYaml } from '../support/work-tree.ts';
import { scene, succeeds } from './bad-input-scene.ts';
import { admin, cluster } from './client-scene.ts';
import { allow, freshName } from './release-server.ts';

const folder = testFolder();

/** A kubeconfig of a user who may read the records, and nothing else. */
async function readerOfRecords(): Promise<string> {
  const user = freshName();
  await allow(admin, user, [
    { apiGroups: ['plumbline.dev'], resources: ['releases'], verbs: ['get'] },
    { apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: ['get'] },
  ]);
  return writeKubeconfig(
    folder,
    {
      cluster: { server: cluster.server, 'certificate-authority': cluster.caFile },
      user: { token: cluster.adminToken, as: user },
    },
    user,
  );
}

test('objects that the login may not read are told as unknown, and are no drift', async () => {
  const { tree } = await scene();
  tree.write('deploy/a.yaml', configMapYaml('a', { key: 'one' }));
  tree.commitAll();
  await succeeds(tree, 'apply', '--yes');
  const reader = ['--kubeconfig', await readerOfRecords()];
  const { exitCode, stdout } = await tree.run(['drift', '--detailed-exitcode', ...reader]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('1 unknown') });
});
