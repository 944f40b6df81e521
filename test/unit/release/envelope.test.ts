import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { canonical, parseJson } from '../../../src/manifests/json.ts';
import type { JsonObject } from '../../../src/manifests/types.ts';
import { payloadType, sealEnvelope, verifyEnvelope } from '../../../src/release/envelope.ts';
import { begun } from './fixtures.ts';

const release = { name: 'shop', namespace: 'plumbline-system', uid: 'u1' };
const chunk = { kind: 'ConfigMap' as const, name: 'plr-shop-00', digest: '00' };

function sealed(change: JsonObject = {}, supersedes?: string): JsonObject {
  const {
    manifests: _manifests,
    phase: _phase,
    ...fields
  } = begun(3, 'c0ffee', [], { digest: 'd', count: 0, chunks: [chunk] });
  const revision: JsonObject = { ...(fields as unknown as JsonObject), ...change };
  return { ...revision, envelope: sealEnvelope(revision, { ...release, supersedes }) };
}

const payloadOf = (revision: JsonObject): JsonObject => {
  const outer = parseJson(revision.envelope as string) as JsonObject;
  return parseJson(Buffer.from(outer.payload as string, 'base64').toString()) as JsonObject;
};
const withPayload = (payload: JsonObject): JsonObject => ({
  ...sealed(),
  ...payload,
  envelope: canonical({
    payload: Buffer.from(canonical(payload)).toString('base64'),
    payloadType,
    signatures: [],
  }),
});
const corrupt = (part: string) =>
  expect.objectContaining({
    code: 'RECORD_CORRUPT',
    message: expect.stringContaining(part),
    object: 'Release plumbline-system/shop',
  });

test('is a DSSE envelope over all that a guard acts on', () => {
  const revision = sealed({ rollback: true });
  expect(parseJson(revision.envelope as string)).toMatchObject({ payloadType, signatures: [] });
  expect(payloadOf(revision)).toMatchObject({
    release,
    revision: 3,
    rollback: true,
    source: { commit: 'c0ffee' },
    objects: { chunks: [chunk] },
    supersedes: null,
  });
  expect(() => verifyEnvelope(revision, release)).not.toThrow();
});

test('names the envelope before it by its digest', () => {
  const first = sealed().envelope as string;
  const digest = createHash('sha256').update(first).digest('hex');
  expect(payloadOf(sealed({}, first)).supersedes).toBe(digest);
});

test('leaves out what JSON leaves out, as the fields beside it do', () => {
  const source = { repository: 'acme/shop', commit: 'c0ffee', ref: undefined };
  const revision = sealed({ source: source as unknown as JsonObject });
  const stored = JSON.parse(JSON.stringify(revision)) as JsonObject;
  expect(() => verifyEnvelope(stored, release)).not.toThrow();
});

describe('verifying', () => {
  test.each(['revision', 'source', 'objects', 'policy', 'tombstones', 'resources', 'time', 'rollback'])(
    'finds an edited copy of %s',
    (name) => {
      const edited = { ...sealed(), [name]: 'edited' };
      expect(() => verifyEnvelope(edited, release)).toThrow(corrupt(`disagrees with the field ${name}`));
    },
  );

  test.each(['name', 'namespace', 'uid'])('refuses the envelope of a release with another %s', (name) => {
    expect(() => verifyEnvelope(sealed(), { ...release, [name]: 'x' })).toThrow(
      expect.objectContaining({ message: expect.stringContaining('belongs to another release') }),
    );
  });

  test.each([
    ['nothing', null],
    ['no text', 7],
    ['no JSON', '{'],
    ['another type', '{"payload":"e30=","payloadType":"text/plain","signatures":[]}'],
    ['a payload that is no JSON', `{"payload":"AAAA","payloadType":"${payloadType}"}`],
    ['a payload that is no object', `{"payload":"MQ==","payloadType":"${payloadType}"}`],
  ])('refuses %s as an envelope', (_what, envelope) => {
    expect(() => verifyEnvelope({ ...sealed(), envelope }, release)).toThrow(corrupt('cannot be read'));
  });

  test.each([
    ['no objects', { objects: null }],
    ['chunks that are no references', { objects: { digest: 'd', count: 1, chunks: [{ name: 'x' }] } }],
    ['no resources', { resources: 'x' }],
    ['a fraction for a revision', { revision: 1.5 }],
  ])('refuses a payload with %s, although the fields beside it agree', (_what, change) => {
    const payload: JsonObject = { ...payloadOf(sealed()), ...change };
    expect(() => verifyEnvelope(withPayload(payload), release)).toThrow(corrupt('lacks what a revision has'));
  });

  test('an entry of the history is verified without its tombstones', () => {
    const { tombstones: _tombstones, ...entry } = sealed();
    expect(() => verifyEnvelope(entry, release)).toThrow(corrupt('tombstones'));
    expect(() => verifyEnvelope(entry, release, ['tombstones'])).not.toThrow();
  });
});
