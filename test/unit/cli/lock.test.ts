import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { packedChart } from '../../support/archives.ts';
import { serveGit } from '../../support/git-server.ts';
import { type HttpsServer, startHttpsServer } from '../../support/https-server.ts';
import { serveRegistry } from '../../support/registry.ts';
import { configMapYaml, WorkTree } from '../../support/work-tree.ts';
import { TestRepository } from '../git/repositories.ts';
import { folderOfOwn } from '../render/remote/scene.ts';

let server: HttpsServer;
let authorities: string;
let repository: TestRepository;

beforeAll(async () => {
  server = await startHttpsServer();
  authorities = join(folderOfOwn(), 'ca.pem');
  writeFileSync(authorities, server.ca);
  repository = new TestRepository(folderOfOwn());
  repository.write('base/kustomization.yaml', 'resources: [a.yaml]\n');
  repository.commit('base/a.yaml', configMapYaml('a', { from: 'base' }));
});
afterAll(() => server.close());
beforeEach(async () => {
  server.paths.clear();
  serveGit(server, '/org/repo', repository.root);
  serveRegistry(server, 'acme/redis', { '1.0.0': await packedChart('redis', '1.0.0') });
});

/** A work tree with rules for the server, and a cache of its own. */
function treeWith(files: Record<string, string>, lines: string[] = []): WorkTree {
  const tree = new WorkTree(
    { name: 'shop', lines },
    { NODE_EXTRA_CA_CERTS: authorities, XDG_CACHE_HOME: folderOfOwn() },
  );
  const rules = ['oci', 'https'].map(
    (scheme) => `  - {prefix: "${scheme}://${server.host}", privateNetwork: true}\n`,
  );
  tree.write('plumbline.yaml', `${tree.read('plumbline.yaml')}remotes:\n${rules.join('')}`);
  for (const [path, text] of Object.entries(files)) tree.write(path, text);
  return tree;
}

const kustomization = () => `resources:\n  - ${server.url}/org/repo//base?ref=main\n`;
const chart = (version: string) =>
  `apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - {name: redis, version: "${version}", repository: "oci://${server.host}/acme"}\n`;

describe('a target with a base from elsewhere', () => {
  test('is refused until it is locked, and then rendered, without the network once it is in the cache', async () => {
    const tree = treeWith({ 'deploy/kustomization.yaml': kustomization() });
    const refused = await tree.run(['render']);
    expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('(LOCK_MISSING)') });
    expect(refused.stderr).toContain('deploy/kustomization.yaml:2:5');
    expect(refused.stderr).toContain('remedy: Run plumbline lock');

    const locked = await tree.run(['lock']);
    expect(locked).toMatchObject({ exitCode: 0, stderr: '' });
    expect(locked.stdout).toMatch(/^\+ base of https:\S+ at main: [0-9a-f]{12} \(sha256:[0-9a-f]{12}\)\n/);
    expect(locked.stdout).toContain('plumbline.lock: 1 added, 0 changed, 0 removed');

    server.paths.clear();
    const rendered = await tree.run(['render']);
    expect(rendered).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('from: base') });
  });

  test('stays where it is pinned until it is upgraded', async () => {
    const tree = treeWith({ 'deploy/kustomization.yaml': kustomization() });
    await tree.run(['lock']);
    const before = tree.read('plumbline.lock');
    const tip = repository.git('rev-parse', 'HEAD');
    repository.commit('base/a.yaml', configMapYaml('a', { from: 'newer base' }));
    try {
      expect((await tree.run(['lock'])).stdout).toBe('plumbline.lock is current\n');
      expect(tree.read('plumbline.lock')).toBe(before);
      const upgraded = await tree.run(['lock', '--upgrade']);
      expect(upgraded.stdout).toMatch(new RegExp(`^~ .*: ${tip.slice(0, 12)} \\(.*\\) → [0-9a-f]{12} \\(`));
      expect((await tree.run(['render'])).stdout).toContain('from: newer base');
    } finally {
      repository.git('reset', '--quiet', '--hard', tip);
    }
  });

  test('is rendered at an older commit by the lock of that commit', async () => {
    const tree = treeWith({ 'deploy/kustomization.yaml': kustomization() });
    await tree.run(['lock']);
    tree.commitAll();
    tree.write('deploy/kustomization.yaml', 'resources: [b.yaml]\n');
    tree.write('deploy/b.yaml', configMapYaml('b'));
    await tree.run(['lock']);
    const planned = await tree.run(['plan', '--base', 'HEAD']);
    expect(planned).toMatchObject({ exitCode: 0, stderr: '' });
    expect(planned.stdout).toMatch(/- ConfigMap.*\ba\b/);
    expect(planned.stdout).toMatch(/\+ ConfigMap.*\bb\b/);
  });
});

test('a target with a file from elsewhere is refused once the file is another', async () => {
  server.paths.set('/v1/a.yaml', configMapYaml('a'));
  const tree = treeWith({ 'deploy/kustomization.yaml': `resources: ["${server.url}/v1/a.yaml"]\n` });
  await tree.run(['lock']);
  expect((await tree.run(['validate'])).exitCode).toBe(0);
  server.paths.set('/v1/a.yaml', configMapYaml('b'));
  const refused = await tree.run(['render'], { env: { XDG_CACHE_HOME: folderOfOwn() } });
  expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('(LOCK_MISMATCH)') });
});

describe('a target with a chart from elsewhere', () => {
  test('is rendered with its dependency', async () => {
    const tree = treeWith({ 'deploy/Chart.yaml': chart('^1.0') });
    expect((await tree.run(['lock'])).stdout).toContain('+ chart redis ^1.0 of oci://');
    expect((await tree.run(['render'])).stdout).toContain('version: 1.0.0');
  });

  test('is rendered from the chart that plumbline.yaml names, with the values of its path', async () => {
    const repositoryLine = `repository: "oci://${server.host}/acme"`;
    const tree = treeWith({ 'deploy/values-prod.yaml': 'size: large\n' }, [
      'helm:',
      `  chart: {${repositoryLine}, name: redis, version: "*"}`,
      '  valuesFiles: [values-prod.yaml]',
    ]);
    serveRegistry(server, 'acme/redis', {
      '1.1.0': await packedChart('redis', '1.1.0', {
        'templates/size.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: size}\ndata: {size: "{{ .Values.size }}"}\n',
      }),
    });
    await tree.run(['lock']);
    const { stdout, stderr, exitCode } = await tree.run(['render']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('size: large');
  });

  test('is not fetched from a private address that plumbline.yaml does not allow', async () => {
    const tree = treeWith({ 'deploy/Chart.yaml': chart('1.0.0') });
    tree.write('plumbline.yaml', tree.read('plumbline.yaml').replace(/remotes:[\s\S]*/, ''));
    server.requests.length = 0;
    const refused = await tree.run(['lock']);
    expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('(FETCH_REFUSED)') });
    expect(server.requests).toEqual([]);
  });
});

describe('plumbline lock --check', () => {
  test('gives 0 when the lock is current, without asking for newer versions, and writes nothing', async () => {
    const tree = treeWith({ 'deploy/Chart.yaml': chart('^1.0') });
    await tree.run(['lock']);
    server.paths.clear();
    expect(await tree.run(['lock', '--check'])).toMatchObject({
      exitCode: 0,
      stdout: 'plumbline.lock is current\n',
    });
  });

  test('gives 1 when something is not pinned, or pinned and not used', async () => {
    const tree = treeWith({ 'deploy/Chart.yaml': chart('^1.0') });
    const first = await tree.run(['lock', '--check']);
    expect(first).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('not pinned: chart redis ^1.0'),
    });
    expect(first.stdout).toContain('deploy/Chart.yaml:5');
    expect(existsSync(join(tree.root, 'plumbline.lock'))).toBe(false);
    await tree.run(['lock']);
    tree.write('deploy/Chart.yaml', chart('^1.0').replace(/dependencies[\s\S]*/, ''));
    const second = await tree.run(['lock', '--check']);
    expect(second).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('not used: chart redis ^1.0'),
    });
  });
});

describe('plumbline lock', () => {
  test('writes nothing where nothing comes from elsewhere', async () => {
    const tree = treeWith({ 'deploy/a.yaml': configMapYaml('a') });
    expect(await tree.run(['lock'])).toMatchObject({ exitCode: 0, stdout: 'plumbline.lock is current\n' });
    expect(existsSync(join(tree.root, 'plumbline.lock'))).toBe(false);
  });

  test('of one target keeps the entries of the others', async () => {
    const tree = treeWith({
      'deploy/Chart.yaml': chart('^1.0'),
      'other/kustomization.yaml': kustomization(),
    });
    const config = tree.read('plumbline.yaml');
    tree.write('plumbline.yaml', config.replace('remotes:', '  - {name: other, path: other}\nremotes:'));
    await tree.run(['lock', 'other']);
    await tree.run(['lock', 'shop']);
    expect(tree.read('plumbline.lock')).toMatch(/charts:[\s\S]*bases:/);
    expect((await tree.run(['lock', '--check'])).exitCode).toBe(0);
  });

  test('that is a link out of the repository is not read', async () => {
    const tree = treeWith({ 'deploy/Chart.yaml': chart('^1.0') });
    symlinkSync('/etc/passwd', join(tree.root, 'plumbline.lock'));
    for (const verb of ['lock', 'render']) {
      const { exitCode, stderr } = await tree.run([verb]);
      expect({ verb, exitCode }).toEqual({ verb, exitCode: 1 });
      expect(stderr).toContain('(FILE_UNREADABLE)');
      expect(stderr).not.toContain('root:');
    }
  });

  test('that is broken is told with its place', async () => {
    const tree = treeWith({ 'deploy/Chart.yaml': chart('^1.0'), 'plumbline.lock': 'kind: Lock\n' });
    for (const verb of ['lock', 'render']) {
      const { exitCode, stderr } = await tree.run([verb]);
      expect({ verb, exitCode }).toEqual({ verb, exitCode: 2 });
      expect(stderr).toContain('(LOCK_INVALID)');
      expect(stderr).toContain('plumbline.lock:1');
    }
  });
});
