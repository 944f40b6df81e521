import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf, packFiles, unpackFiles } from '../../../../src/render/remote/digest.ts';

const path = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .filter((text) => !text.includes('\0') && text.isWellFormed());
const lists = fc.uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 20 })), {
  selector: ([name]) => name,
});
const plain = (files: Map<string, Uint8Array>) =>
  [...files].map(([name, bytes]) => [name, [...bytes]]).toSorted();

describe('packed files', () => {
  test('are unpacked as they were', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const files = new Map(list);
        expect(plain(unpackFiles(packFiles(files)))).toEqual(plain(files));
      }),
    );
  });

  test('have one digest in whatever order', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(digestOf(packFiles(new Map(list.toReversed())))).toBe(digestOf(packFiles(new Map(list))));
      }),
    );
  });

  test('have another digest when a byte moves from a name to a content', () => {
    const one = packFiles(new Map([['a', Buffer.from('bc')]]));
    const other = packFiles(new Map([['ab', Buffer.from('c')]]));
    expect(digestOf(one)).not.toBe(digestOf(other));
  });

  test('that are cut off are no files', () => {
    const packed = packFiles(new Map([['a', Buffer.from('bc')]]));
    for (let length = 1; length < packed.length; length += 1) {
      expect(() => unpackFiles(packed.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'INTERNAL' }),
      );
    }
  });
});
