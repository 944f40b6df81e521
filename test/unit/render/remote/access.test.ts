import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Access, parseUrl, shownUrl } from '../../../../src/render/remote/access.ts';
import { isPublicAddress } from '../../../../src/render/remote/address.ts';

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('%j is not of the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '8.8.8.8',
    '140.82.112.3',
    '2606:4700::1111',
    '2a00:1450::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('of IPv4 is judged the same inside of IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
        expect(isPublicAddress(`64:ff9b::${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});

describe('the rules of what may be reached', () => {
  const access = new Access([
    { prefix: 'oci://ghcr.io/acme', login: true, privateNetwork: false },
    { prefix: 'https://charts.internal', login: false, privateNetwork: true },
    { prefix: 'https://charts.internal/private/', login: true, privateNetwork: true },
    { prefix: 'ssh://git.example.com', login: true, privateNetwork: false },
  ]);
  const nothing = { login: false, privateNetwork: false };

  test.each([
    ['oci://ghcr.io/acme', { login: true }],
    ['oci://ghcr.io/acme/charts/redis', { login: true }],
    ['https://charts.internal/', { login: false, privateNetwork: true }],
    ['https://charts.internal/private/index.yaml', { login: true, privateNetwork: true }],
    ['ssh://git@git.example.com/org/repo', { login: true }],
  ])('hold for %s', (url, expected) => {
    expect(access.to(new URL(url))).toMatchObject(expected);
  });

  test.each([
    'oci://ghcr.io/acme-evil/redis',
    'oci://ghcr.io/other',
    'oci://ghcr.io.evil.example/acme',
    'oci://ghcr.io:8443/acme',
    'https://ghcr.io/acme',
    'oci://ghcr.io/acme/../other',
    'https://charts.internal.evil.example/',
    'https://charts.internal:8443/',
    'https://evil.example/charts.internal',
  ])('do not hold for %s', (url) => {
    expect(access.to(new URL(url))).toEqual(nothing);
  });

  test.each(['https://charts.internal/private/%2e%2e%2fother', 'https://charts.internal/private/..%5cother'])(
    'do not hold for %s, which a server may read otherwise',
    (url) => {
      expect(access.to(new URL(url))).toEqual(nothing);
    },
  );
});

describe('an URL', () => {
  test.each([
    'http://example.com/a',
    'file:///etc/passwd',
    'ftp://example.com',
    'https://',
    'example.com/a',
    'https://user:password@example.com/a',
    'https://token@example.com/a',
    '',
  ])('%s is refused, and what may be a login is not shown', (text) => {
    expect(() => parseUrl(text, ['https:'])).toThrow(
      expect.objectContaining({
        code: 'FETCH_REFUSED',
        message: expect.not.stringMatching(/password|token@/),
      }),
    );
  });

  test('is shown without its login and its query, which may be a signature', () => {
    expect(shownUrl('https://user:password@example.com/a?X-Amz-Signature=1')).toBe('https://example.com/a');
  });
});
