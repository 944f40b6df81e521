import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Kubeconfig,
  mergeKubeconfigs,
  parseKubeconfig,
  pathIn,
} from '../../../src/cluster/kubeconfig.ts';
import { selectCredentials } from '../../../src/cluster/kubeconfig-select.ts';
import { PlumblineError } from '../../../src/errors/error.ts';

const file = '/home/jane/.kube/config';
const read = (config: object, path = file): Kubeconfig => parseKubeconfig(JSON.stringify(config), path);
const refusal = (text: string): PlumblineError => {
  try {
    parseKubeconfig(text, file);
  } catch (thrown) {
    if (thrown instanceof PlumblineError) return thrown;
  }
  throw new Error('it was taken');
};
const whole = (cluster: object, user: object = {}) =>
  read({
    clusters: [{ name: 'c', cluster: { server: 'https://10.0.0.1', ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u', namespace: 'shop' } }],
    'current-context': 'x',
  });
const select = (config: Kubeconfig, context?: string) =>
  selectCredentials(config, context === undefined ? {} : { context });

describe('a kubeconfig', () => {
  test.each(['', '\n', '# nothing\n', '---\n'])('that is empty names nothing (%j)', (text) => {
    expect(parseKubeconfig(text, file)).toMatchObject({ currentContext: undefined, clusters: new Map() });
  });

  test.each([
    ['a list', '- a\n'],
    ['a text', 'hello\n'],
    ['entries that are no list', '{"users": {"a": {}}}'],
    ['an entry without a name', '{"users": [{"user": {}}]}'],
    ['an entry that is no mapping', '{"clusters": [{"name": "a", "cluster": "https://x"}]}'],
    ['the same name twice', '{"users": [{"name": "a"}, {"name": "a"}]}'],
  ])('that holds %s is refused, at the file', (_what, text) => {
    expect(refusal(text)).toMatchObject({ code: 'KUBECONFIG_INVALID', place: { file } });
  });

  test('that is broken is refused at its line, and never quoted', () => {
    fc.assert(
      fc.property(fc.uuid(), (token) => {
        const error = refusal(`users:\n- name: a\n  user:\n    token: ${token}\n   bad: [\n`);
        expect(error.place?.line).toBe(5);
        expect(JSON.stringify([error.message, error, error.cause ?? ''])).not.toContain(token);
      }),
    );
  });
});

test.each(['*hunter2', '!hunter2 x', '!<hunter2> x', '"hunter2', '{hunter2', 'hunter2: x', '@hunter2'])(
  'a token %s that was not quoted is in no message',
  (token) => {
    const error = refusal(`users:\n- name: a\n  user:\n    token: ${token}\n`);
    expect(error.message).toMatch(/is not valid YAML: \w/);
    expect(JSON.stringify([error.message, error, error.cause ?? ''])).not.toContain('hunter2');
  },
);

describe('merging', () => {
  const one = read({ users: [{ name: 'a', user: { token: '1' } }], 'current-context': 'x' }, '/one/config');
  const two = read(
    {
      users: [
        { name: 'a', user: { token: '2' } },
        { name: 'b', user: { token: '3' } },
      ],
      'current-context': 'y',
    },
    '/two/config',
  );

  test('takes each entry whole from the first file that names it', () => {
    const merged = mergeKubeconfigs([one, two]);
    expect(merged.users.get('a')).toEqual({ file: '/one/config', value: { token: '1' } });
    expect(merged.users.get('b')?.file).toBe('/two/config');
    expect(merged.currentContext).toBe('x');
    expect(mergeKubeconfigs([two, one]).users.get('a')?.value).toEqual({ token: '2' });
  });

  test('of one file is that file, and of files in any grouping is the same', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const config = fc
      .uniqueArray(name)
      .map((names) =>
        read({ clusters: names.map((each) => ({ name: each, cluster: {} })) }, `/${names.join('')}`),
      );
    fc.assert(
      fc.property(config, config, config, (a, b, c) => {
        expect(mergeKubeconfigs([a])).toEqual(a);
        const all = mergeKubeconfigs([a, b, c]);
        expect(mergeKubeconfigs([mergeKubeconfigs([a, b]), c])).toEqual(all);
        expect(mergeKubeconfigs([a, mergeKubeconfigs([b, c])])).toEqual(all);
      }),
    );
  });

  test('keeps paths relative to the file that they stand in', () => {
    const entry = mergeKubeconfigs([one, two]).users.get('b');
    if (entry === undefined) throw new Error('b is there');
    expect(pathIn(entry, 'certs/b.crt')).toBe('/two/certs/b.crt');
    expect(pathIn(entry, '/etc/b.crt')).toBe('/etc/b.crt');
  });
});

describe('the credentials of a context', () => {
  test('have the server without a slash at its end, the namespace, and nothing that was not said', async () => {
    expect(await select(whole({ server: 'https://10.0.0.1:6443/k8s/' }))).toMatchObject({
      server: 'https://10.0.0.1:6443/k8s',
      context: 'x',
      namespace: 'shop',
      ca: undefined,
      impersonation: {},
      warnings: [],
    });
  });

  test.each<[string, object, object, string]>([
    ['a server without https', { server: '10.0.0.1' }, {}, 'KUBECONFIG_INVALID'],
    ['a server of another kind', { server: 'ftp://10.0.0.1' }, {}, 'KUBECONFIG_INVALID'],
    ['a password in the server', { server: 'https://me:TOPSECRET@10.0.0.1' }, {}, 'KUBECONFIG_INVALID'],
    [
      'an authority and no check',
      { 'insecure-skip-tls-verify': true, 'certificate-authority-data': 'eA==' },
      {},
      'KUBECONFIG_INVALID',
    ],
    [
      'an authority that is not there',
      { 'certificate-authority': '/nowhere/ca.crt' },
      {},
      'KUBECONFIG_INVALID',
    ],
    ['a certificate without its key', {}, { 'client-certificate-data': 'eA==' }, 'KUBECONFIG_INVALID'],
    ['a token that is no text', {}, { token: { TOPSECRET: 1 } }, 'KUBECONFIG_INVALID'],
    ['a token file that is not there', {}, { tokenFile: '/nowhere/token' }, 'KUBECONFIG_INVALID'],
    ['a SOCKS proxy', { 'proxy-url': 'socks5://127.0.0.1:1080' }, {}, 'UNSUPPORTED'],
    ['impersonation with extras', {}, { 'as-user-extra': { a: ['b'] } }, 'UNSUPPORTED'],
    ['a plugin', {}, { exec: { command: 'aws' } }, 'EXEC_NOT_ALLOWED'],
  ])('are refused for %s, without quoting it', async (_what, cluster, user, code) => {
    const error: unknown = await select(whole(cluster, user)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify([String(error), error])).not.toContain('TOPSECRET');
  });

  test('are refused for a context, cluster or user that is not there, naming those that are', async () => {
    await expect(select(whole({}), 'prod')).rejects.toMatchObject({
      message: 'the kubeconfig has no context prod',
      remedy: expect.stringContaining('Known: x.'),
    });
    const dangling = read({
      contexts: [{ name: 'x', context: { cluster: 'gone' } }],
      'current-context': 'x',
    });
    await expect(select(dangling)).rejects.toMatchObject({ message: 'the kubeconfig has no cluster gone' });
    await expect(select(read({}))).rejects.toMatchObject({ code: 'KUBECONFIG_INVALID' });
  });

  test('tell a token before a password, and both before a plugin', async () => {
    const [token, basic] = await Promise.all([
      select(whole({}, { token: 't', username: 'u', password: 'p', exec: { command: 'aws' } })),
      select(whole({}, { username: 'u', password: 'p', exec: { command: 'aws' } })),
    ]);
    expect(await token.authenticate()).toEqual({ authorization: 'Bearer t' });
    expect(await basic.authenticate()).toEqual({
      authorization: `Basic ${Buffer.from('u:p').toString('base64')}`,
    });
  });
});
