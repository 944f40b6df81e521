import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Logins } from '../../../../src/render/remote/login.ts';
import { parseChallenge, tokenUrl } from '../../../../src/render/remote/registry-token.ts';
import { emptyFolder } from '../../git/repositories.ts';

const auth = Buffer.from('user:password').toString('base64');
const given = (config: object) => new Logins({ DOCKER_AUTH_CONFIG: JSON.stringify(config) });

describe('a login', () => {
  test('is found in config.json of DOCKER_CONFIG', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { 'ghcr.io': { auth } } }));
    expect(await new Logins({ DOCKER_CONFIG: folder }).basic('ghcr.io')).toBe(`Basic ${auth}`);
  });

  test('is found in ~/.docker', async () => {
    const home = emptyFolder();
    mkdirSync(join(home, '.docker'));
    writeFileSync(join(home, '.docker/config.json'), JSON.stringify({ auths: { 'ghcr.io': { auth } } }));
    expect(await new Logins({ HOME: home }).basic('ghcr.io')).toBe(`Basic ${auth}`);
  });

  test('is none where there is no file', async () => {
    expect(await new Logins({ HOME: emptyFolder() }).basic('ghcr.io')).toBeUndefined();
  });

  test('of another host is not given', async () => {
    const logins = given({ auths: { 'ghcr.io': { auth } } });
    for (const host of ['evil.example', 'ghcr.io:8443', 'sub.ghcr.io', '__proto__', 'toString']) {
      expect(await logins.basic(host)).toBeUndefined();
    }
  });

  test('of Docker Hub is found by its old name', async () => {
    const logins = given({ auths: { 'https://index.docker.io/v1/': { auth } } });
    expect(await logins.basic('registry-1.docker.io')).toBe(`Basic ${auth}`);
  });

  test.each([{ credsStore: 'desktop' }, { credHelpers: { 'ghcr.io': 'desktop' } }])(
    'that a program keeps is refused: %j',
    async (config) => {
      await expect(given(config).basic('ghcr.io')).rejects.toEqual(
        expect.objectContaining({
          code: 'FETCH_REFUSED',
          message: expect.stringContaining('docker-credential-desktop'),
        }),
      );
    },
  );

  test('of a broken file is told without what is in it', async () => {
    const logins = new Logins({ DOCKER_AUTH_CONFIG: '{"auths": {"a": {"auth": "secret"' });
    await expect(logins.basic('a')).rejects.toEqual(
      expect.objectContaining({ code: 'FETCH_REFUSED', message: 'DOCKER_AUTH_CONFIG is no JSON object' }),
    );
  });
});

describe('the challenge of a registry', () => {
  test.each([
    [
      'Bearer realm="https://a.example/token",service="a.example",scope="x"',
      { scheme: 'bearer', realm: 'https://a.example/token', service: 'a.example' },
    ],
    ['bearer realm=https://a.example/token', { scheme: 'bearer', realm: 'https://a.example/token' }],
    ['Basic realm="Registry"', { scheme: 'basic' }],
    ['Bearer service="a"', undefined],
    ['Negotiate', undefined],
    ['', undefined],
  ])('%j is understood', (header, expected) => {
    expect(parseChallenge(header)).toEqual(expected);
  });

  test('is answered with a scope of our own', () => {
    const url = tokenUrl(
      { realm: 'https://a.example/token?scope=repository:all:*', service: 's' },
      'acme/redis',
    );
    expect(url.searchParams.getAll('scope')).toEqual(['repository:acme/redis:pull']);
  });

  test('that leads to http is refused', () => {
    expect(() => tokenUrl({ realm: 'http://a.example/token' }, 'acme/redis')).toThrow(
      expect.objectContaining({ code: 'FETCH_REFUSED' }),
    );
  });
});
