import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Path } from '../../../src/manifests/path.ts';
import { mergedOrder, placeAt } from '../../../src/manifests/place.ts';

const names = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e']);

describe('the order in which server-side apply merges a list', () => {
  test('keeps what is not sent where it was', () => {
    expect(mergedOrder(['bolt', 'nut'], ['nut'])).toEqual(['bolt', 'nut']);
    expect(mergedOrder(['a', 'x', 'b', 'y'], ['a', 'b'])).toEqual(['a', 'x', 'b', 'y']);
  });

  test('gives what is sent its own order', () => {
    expect(mergedOrder(['nut', 'bolt', 'gear'], ['gear', 'nut'])).toEqual(['bolt', 'gear', 'nut']);
  });

  test('holds every item of both once, and those sent in the order sent', () => {
    fc.assert(
      fc.property(names, names, (live, sent) => {
        const merged = mergedOrder(live, sent);
        expect([...merged].sort()).toEqual([...new Set([...live, ...sent])].sort());
        expect(merged.filter((name) => sent.includes(name))).toEqual(sent);
      }),
    );
  });

  test('does not change what has been merged', () => {
    fc.assert(
      fc.property(names, names, (live, sent) => {
        const merged = mergedOrder(live, sent);
        expect(mergedOrder(merged, sent)).toEqual(merged);
      }),
    );
  });
});

const item = (name: string, size = 1) => ({ name, size });
const sizeOf = (name: string): Path => ['f:parts', `k:{"name":"${name}"}`, 'f:size'];

describe('a value that is put back from the live object', () => {
  test('has its item where it stands live, not at the end', () => {
    const live = { parts: [item('bolt', 5), item('nut')] };
    expect(placeAt({ parts: [item('nut')] }, live, sizeOf('bolt'), 5)).toEqual(live);
  });

  test('goes into an item that is sent without moving it', () => {
    const sent = { parts: [{ name: 'nut' }, item('bolt')] };
    const live = { parts: [item('bolt'), item('nut', 2)] };
    expect(placeAt(sent, live, sizeOf('nut'), 2)).toEqual({ parts: [item('nut', 2), item('bolt')] });
  });

  test('of a set has the place that it has live', () => {
    expect(placeAt({ tags: ['y'] }, { tags: ['x', 'y'] }, ['f:tags', 'v:"x"'], 'x')).toEqual({
      tags: ['x', 'y'],
    });
  });
});
