import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { type CertificateRequest, makeCertificate } from '../../../local-cluster/certificates.ts';

const subject = { commonName: 'an authority' };
const authority = { ...makeCertificate({ ...subject, use: 'authority' }), subject };
const signed = (request: CertificateRequest) =>
  new X509Certificate(makeCertificate(request, authority).certificate);
const ca = new X509Certificate(authority.certificate);

test('an authority signs itself and what it issues', () => {
  expect(ca.ca).toBe(true);
  expect(ca.verify(ca.publicKey)).toBe(true);
  const client = signed({ commonName: 'jane', use: 'client' });
  expect(client.ca).toBe(false);
  expect(client.verify(ca.publicKey)).toBe(true);
  expect(client.checkIssued(ca)).toBe(true);
});

test("a client's name and groups are its subject", () => {
  const organizations = ['ops', 'Größe & Co'];
  const client = signed({ commonName: 'jane@example.org', organizations, use: 'client' }).toLegacyObject();
  expect(client.subject).toMatchObject({ O: organizations, CN: 'jane@example.org' });
  expect(client.ext_key_usage).toEqual(['1.3.6.1.5.5.7.3.2']);
});

test("a server's names and addresses are alternative names", () => {
  const server = signed({ commonName: 'x', use: 'server', names: ['127.0.0.1', 'a.example.org'] });
  expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(server.checkHost('a.example.org')).toBe('a.example.org');
  expect(server.checkHost('b.example.org')).toBeUndefined();
});

test.each(['2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z'])('a certificate lasts until %s', (end) => {
  const { validToDate } = signed({ commonName: 'x', use: 'client', notAfter: new Date(end) });
  expect(validToDate.toISOString()).toBe(end);
});

test('serial numbers and lengths of every kind are well formed', () => {
  for (let length = 1; length < 600; length += 7) {
    expect(signed({ commonName: 'n'.repeat(length), use: 'client' }).subject).toHaveLength(length + 3);
  }
});
