// X.509 certificates (RFC 5280) in DER, for node:crypto makes keys and signatures but no certificates.
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate and its private key, both PEM. */
export interface KeyPair {
  certificate: string;
  key: string;
}

export interface Subject {
  commonName: string;
  /** A client's groups, for Kubernetes. */
  organizations?: readonly string[];
}

export interface CertificateRequest extends Subject {
  use: 'authority' | 'server' | 'client';
  /** Of a server: DNS names and IPv4 addresses. */
  names?: readonly string[];
  notBefore?: Date;
  notAfter?: Date;
}

const day = 24 * 3600 * 1000;
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

/** Makes a key and its certificate, signed by the authority, or by itself where there is none. */
export function makeCertificate(
  request: CertificateRequest,
  authority?: KeyPair & { subject: Subject },
): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuerKey = authority ? createPrivateKey(authority.key) : privateKey;
  const notBefore = request.notBefore ?? new Date(Date.now() - day);
  const notAfter = request.notAfter ?? new Date(Date.now() + 3650 * day);
  const body = sequence(
    tlv(0xa0, integer(Buffer.of(2))),
    integer(randomBytes(16)),
    ecdsaWithSha256,
    distinguishedName(authority?.subject ?? request),
    sequence(time(notBefore), time(notAfter)),
    distinguishedName(request),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions(request))),
  );
  const signature = tlv(0x03, Buffer.of(0), sign('sha256', body, issuerKey));
  return { certificate: pem(sequence(body, ecdsaWithSha256, signature)), key: keyPem(privateKey) };
}

const keyPem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function extensions({ use, names = [] }: CertificateRequest): Buffer[] {
  const critical = Buffer.of(0x01, 0x01, 0xff);
  const extension = (id: string, value: Buffer, ...flags: Buffer[]) =>
    sequence(oid(id), ...flags, tlv(0x04, value));
  if (use === 'authority') {
    return [
      extension('2.5.29.19', sequence(Buffer.of(0x01, 0x01, 0xff)), critical),
      // keyCertSign
      extension('2.5.29.15', tlv(0x03, Buffer.of(2, 0x04)), critical),
    ];
  }
  const purpose = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' }[use];
  const alternative = names.map((name) =>
    /^[\d.]+$/.test(name)
      ? tlv(0x87, Buffer.from(name.split('.').map(Number)))
      : tlv(0x82, Buffer.from(name)),
  );
  return [
    extension('2.5.29.15', tlv(0x03, Buffer.of(7, 0x80)), critical), // digitalSignature
    extension('2.5.29.37', sequence(oid(purpose))),
    ...(alternative.length > 0 ? [extension('2.5.29.17', sequence(...alternative))] : []),
  ];
}

function distinguishedName({ commonName, organizations = [] }: Subject): Buffer {
  const part = (id: string, value: string) => tlv(0x31, sequence(oid(id), tlv(0x0c, Buffer.from(value))));
  return sequence(...organizations.map((name) => part('2.5.4.10', name)), part('2.5.4.3', commonName));
}

function tlv(tag: number, ...content: Buffer[]): Buffer {
  const value = Buffer.concat(content);
  const { length } = value;
  const long = length > 0xff ? Buffer.of(0x82, length >> 8, length & 0xff) : Buffer.of(0x81, length);
  return Buffer.concat([Buffer.of(tag), length < 0x80 ? Buffer.of(length) : long, value]);
}

function sequence(...content: Buffer[]): Buffer {
  return tlv(0x30, ...content);
}

/** Positive, and as short as DER wants it. */
function integer(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const value = bytes.subarray(start);
  return (value[0] as number) >= 0x80 ? tlv(0x02, Buffer.of(0), value) : tlv(0x02, value);
}

/** UTCTime, of two digits of the year, through 2049; then GeneralizedTime. */
function time(date: Date): Buffer {
  const text = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(text.slice(2))) : tlv(0x18, Buffer.from(text));
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return tlv(0x06, Buffer.from(bytes));
}
