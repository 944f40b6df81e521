import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { packTar, type TarHeader } from 'modern-tar';
import { archiveLimits, unpackArchive } from '../../../../src/render/remote/archive.ts';
import { unpackChart } from '../../../../src/render/remote/chart-archive.ts';
import { packedChart, tgz } from '../../../support/archives.ts';

const invalid = (message: string | RegExp) =>
  expect.objectContaining({ code: 'ARCHIVE_INVALID', message: expect.stringMatching(message) });

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

describe('an archive', () => {
  test('gives its files by path, folders left out', async () => {
    const packed = await tgz([
      { header: { name: 'redis/', size: 0, type: 'directory' } },
      { header: { name: 'redis/Chart.yaml', size: 5 }, body: 'name:' },
      { header: { name: './redis/empty', size: 0 } },
    ]);
    const files = await unpackArchive(packed, 'redis-1.tgz');
    expect([...files].map(([path, bytes]) => [path, text(bytes)])).toEqual([
      ['redis/Chart.yaml', 'name:'],
      ['redis/empty', ''],
    ]);
  });

  test.each([
    '../evil',
    'redis/../../evil',
    'redis/..',
    '/etc/passwd',
    'redis\\..\\..\\evil',
    'C:/evil',
    'redis/c:/evil',
  ])('with the path %j is refused', async (name) => {
    const packed = await tgz({ [name]: 'x' });
    await expect(unpackArchive(packed, 'a.tgz')).rejects.toEqual(invalid('leads out of it or is none'));
  });

  test.each(['symlink', 'link', 'fifo', 'character-device', 'block-device'] as const)(
    'with a %s is refused',
    async (type) => {
      const header: TarHeader = { name: 'redis/values.yaml', size: 0, type, linkname: '/proc/self/environ' };
      await expect(unpackArchive(await tgz([{ header }]), 'a.tgz')).rejects.toEqual(
        invalid('neither a file nor a folder'),
      );
    },
  );

  test('with the same path twice is refused: readers would take one or the other', async () => {
    const entry = (body: string) => ({ header: { name: 'redis/a', size: body.length }, body });
    const packed = await tgz([entry('one'), entry('two')]);
    await expect(unpackArchive(packed, 'a.tgz')).rejects.toEqual(invalid('twice'));
  });

  test('with a path that is a file and a folder is refused', async () => {
    const packed = await tgz({ 'redis/a': 'x', 'redis/a/b': 'y' });
    await expect(unpackArchive(packed, 'a.tgz')).rejects.toEqual(invalid('both as a file and as a folder'));
  });

  test('that grows beyond the ratio is refused before it is unpacked', async () => {
    const packed = await tgz({ 'redis/zeros': Buffer.alloc(4 * 1024 * 1024) });
    expect(packed.length).toBeLessThan(10_000);
    await expect(unpackArchive(packed, 'a.tgz')).rejects.toEqual(invalid('more than 100 times its size'));
  });

  test('of too many bytes in all is refused', async () => {
    const packed = await tgz({ 'redis/a': Buffer.alloc(1000, 'a'), 'redis/b': Buffer.alloc(1000, 'b') });
    const limits = { ...archiveLimits, total: 2048 };
    await expect(unpackArchive(packed, 'a.tgz', limits)).rejects.toEqual(invalid('unpacked'));
  });

  test('with a file of too many bytes is refused', async () => {
    const packed = await tgz({ 'redis/a': Buffer.alloc(1001, 'a') });
    await expect(unpackArchive(packed, 'a.tgz', { ...archiveLimits, file: 1000 })).rejects.toEqual(
      invalid('"redis/a" of more than'),
    );
  });

  test('with too many entries is refused, folders counted too', async () => {
    const folders = [1, 2, 3].map((n) => ({
      header: { name: `d${n}/`, size: 0, type: 'directory' as const },
    }));
    const packed = await tgz(folders);
    await expect(unpackArchive(packed, 'a.tgz', { ...archiveLimits, entries: 2 })).rejects.toEqual(
      invalid('more than 2 entries'),
    );
  });

  test('that is cut off anywhere is refused', async () => {
    const whole = await packedChart('redis', '1.0.0');
    for (let length = 0; length < whole.length; length += 7) {
      await expect(unpackArchive(whole.subarray(0, length), 'a.tgz')).rejects.toEqual(invalid('cut off'));
    }
  });

  test('whose tar is cut off within a sound gzip is refused', async () => {
    const whole = await packTar([{ header: { name: 'redis/a', size: 600 }, body: 'a'.repeat(600) }]);
    for (const length of [1, 512, 700, 1024 + 100]) {
      const packed = gzipSync(whole.subarray(0, length));
      await expect(unpackArchive(packed, 'a.tgz')).rejects.toEqual(invalid('no tar, or is cut off'));
    }
  });

  test('that is none is refused', async () => {
    await expect(unpackArchive(Buffer.from('<html>'), 'a.tgz')).rejects.toEqual(invalid('no gzip'));
    await expect(unpackArchive(gzipSync('x'.repeat(1024)), 'a.tgz')).rejects.toEqual(invalid('no tar'));
  });
});

describe('a packed chart', () => {
  const redis = { name: 'redis', resolved: '1.2.3' };

  test('gives its files as its folder holds them', async () => {
    const files = await unpackChart(await packedChart('redis', '1.2.3'), redis);
    expect([...files.keys()]).toEqual(['Chart.yaml', 'templates/configmap.yaml']);
  });

  test.each([
    ['of another name', packedChart('other', '1.2.3', {}), 'another chart'],
    ['of another version', packedChart('redis', '1.2.4'), 'another chart'],
    ['without Chart.yaml', tgz({ 'redis/values.yaml': 'a: 1' }), 'no packed chart'],
    ['not in a folder', tgz({ 'Chart.yaml': 'name: redis\nversion: 1.2.3\n' }), 'no packed chart'],
    ['beside another folder', tgz({ 'redis/Chart.yaml': 'name: redis', 'b/c': '' }), 'no packed chart'],
  ])('%s is refused', async (_what, packed, message) => {
    await expect(unpackChart(await packed, redis)).rejects.toEqual(invalid(message));
  });
});
