import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { packedChart } from '../../support/archives.ts';
import { plumbline } from '../../support/command.ts';
import { type HttpsServer, startHttpsServer } from '../../support/https-server.ts';
import { serveRegistry } from '../../support/registry.ts';
import { type ActionResult, runAction } from '../../support/runner.ts';
import { TestRepository } from '../git/repositories.ts';
import { folderOfOwn } from '../render/remote/scene.ts';

const login = 'user:password';
let server: HttpsServer;
let env: Record<string, string>;

beforeAll(async () => {
  server = await startHttpsServer();
  serveRegistry(server, 'acme/redis', { '1.0.0': await packedChart('redis', '1.0.0') }, { login });
  const authorities = join(folderOfOwn(), 'ca.pem');
  writeFileSync(authorities, server.ca);
  const auths = { [server.host]: { auth: Buffer.from(login).toString('base64') } };
  env = { NODE_EXTRA_CA_CERTS: authorities, DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) };
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const configuration = (rules: string) =>
  `apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets:\n  - {name: shop, path: deploy}\nremotes: ${rules}\n`;
const allowed = () => `[{prefix: "oci://${server.host}/acme", login: true, privateNetwork: true}]`;

/** A pull request that adds a chart of the server, locked by somebody who may read it; its base and head with some rules. */
async function validated(rules: { base: string; head: string }): Promise<ActionResult> {
  const git = new TestRepository(folderOfOwn());
  git.write('plumbline.yaml', configuration(rules.base));
  git.commit('deploy/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');
  git.git('checkout', '--quiet', '-b', 'topic');
  git.write(
    'deploy/Chart.yaml',
    `apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [{name: redis, version: 1.0.0, repository: "oci://${server.host}/acme"}]\n`,
  );
  git.write('plumbline.yaml', configuration(allowed()));
  const locked = await plumbline(['lock'], { cwd: git.root, env: { ...env, XDG_CACHE_HOME: folderOfOwn() } });
  expect(locked).toMatchObject({ exitCode: 0 });
  git.write('plumbline.yaml', configuration(rules.head));
  const head = git.commit('deploy/values.yaml', '');
  git.git('checkout', '--quiet', '--detach', 'main');
  git.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'topic');
  server.requests.length = 0;
  return runAction({
    program: join(import.meta.dirname, '../../../src/action/index.ts'),
    workspace: git.root,
    repository: 'acme/shop',
    event: 'pull_request',
    payload: {
      pull_request: {
        number: 1,
        head: { sha: head, repo: { full_name: 'acme/shop' } },
        base: { sha: git.git('rev-parse', 'main') },
      },
    },
    sha: git.git('rev-parse', 'HEAD'),
    ref: 'refs/pull/1/merge',
    apiUrl: 'http://127.0.0.1:1',
    inputs: { mode: 'validate' },
    env,
  });
}

test('a pull request cannot allow itself a private address or a login', async () => {
  const { exitCode, log } = await validated({ base: '[]', head: allowed() });
  expect(log).toContain('FETCH_REFUSED');
  expect(exitCode).not.toBe(0);
  expect(server.requests).toEqual([]);
});

test('a pull request is validated with what its base allows', async () => {
  const { exitCode, log } = await validated({ base: allowed(), head: allowed() });
  expect({ exitCode, log }).toEqual({ exitCode: 0, log: expect.not.stringContaining('FETCH') });
  expect(server.requests.length).toBeGreaterThan(0);
});
