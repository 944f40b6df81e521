import { expect, test } from '@jest/globals';
import type { KubeObject } from '../../../src/manifests/types.ts';
import { pauseOf } from '../../../src/release/pause.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const paused = (until?: string, reason?: string): { object: KubeObject } => ({
  object: {
    apiVersion: 'plumbline.dev/v1alpha1',
    kind: 'Release',
    metadata: {
      name: 'shop',
      annotations: {
        ...(until !== undefined && { 'plumbline.dev/paused-until': until }),
        ...(reason !== undefined && { 'plumbline.dev/pause-reason': reason }),
      },
    },
  },
});

test('is on until its end, and then over', () => {
  const release = paused('2026-11-24T12:00:01Z', 'an incident');
  expect(pauseOf(release, now)).toEqual({ until: '2026-11-24T12:00:01Z', reason: 'an incident' });
  expect(pauseOf(release, now + 1000)).toBeUndefined();
});

test('takes any offset from UTC', () => {
  expect(pauseOf(paused('2026-11-24T14:00:01+02:00'), now)).toBeDefined();
  expect(pauseOf(paused('2026-11-24T14:00:00+02:00'), now)).toBeUndefined();
});

test('says that no reason was given', () => {
  expect(pauseOf(paused('2027-01-01T00:00:00Z'), now)?.reason).toBe('no reason given');
  expect(pauseOf(paused('2027-01-01T00:00:00Z', ''), now)?.reason).toBe('no reason given');
});

test('a reason without an end is no pause', () => {
  expect(pauseOf(paused(undefined, 'why'), now)).toBeUndefined();
  expect(pauseOf(paused(), now)).toBeUndefined();
});

test.each(['', '1', 'never', '2h', '2020', '2026-11-24', '2026-13-45T00:00:00Z', 'forever 2020'])(
  'an end that is no time (%p) counts as a pause, and is shown',
  (until) => {
    const pause = pauseOf(paused(until, 'why'), now);
    expect(pause?.until).toBe('an end that cannot be read');
    expect(pause?.reason).toBe(`why (${until})`);
  },
);
