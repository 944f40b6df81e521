import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PlumblineError } from '../../../../src/errors/error.ts';
import { stringifyYaml } from '../../../../src/manifests/yaml-write.ts';
import { unpackArchive } from '../../../../src/render/remote/archive.ts';
import { findRemote } from '../../../../src/render/remote/find.ts';
import { readLock } from '../../../../src/render/remote/lock-file.ts';
import { parseVersion, VersionRange } from '../../../../src/render/remote/version.ts';
import { tgz } from '../../../support/archives.ts';

/** An error for people, or none: whatever the input, nothing else comes out. */
async function onlyOurErrors(act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    if (!(thrown instanceof PlumblineError)) throw thrown;
    expect(thrown.code).not.toBe('INTERNAL');
    expect(thrown.remedy).toBeDefined();
  }
}

const text = fc.oneof(
  fc.constantFrom(
    'https://github.com/a/b//c?ref=d',
    'oci://a/b',
    '^1',
    '../..',
    'git@a:b/c',
    'https://a/b.yaml',
    '',
    '=',
    'https://[',
  ),
  fc.string({ unit: 'binary' }),
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.constantFrom(null, true, 1, 1.5),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom(
        'dependencies',
        'name',
        'version',
        'repository',
        'resources',
        'bases',
        'patches',
        'path',
        'files',
        '__proto__',
      ),
      tie('any'),
      { maxKeys: 4 },
    ),
  ),
})).any;

describe('whatever it is', () => {
  test.each(['kustomization.yaml', 'Chart.yaml'])('a %s gives remote things or a mistake', async (name) => {
    const keys =
      name === 'Chart.yaml' ? ['dependencies'] : ['resources', 'components', 'patches', 'configMapGenerator'];
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...keys), value),
        fc.boolean(),
        async (fields, isText) => {
          const content = isText ? JSON.stringify(fields) : stringifyYaml(fields as never);
          await onlyOurErrors(() =>
            findRemote(new Map([[`deploy/${name}`, Buffer.from(content)]]), 'deploy'),
          );
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('bytes of a kustomization or a chart give remote things or a mistake', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('kustomization.yaml', 'Chart.yaml', 'Chart.lock'),
        async (bytes, name) => {
          const files = new Map<string, Uint8Array>([
            ['Chart.yaml', Buffer.from('name: a')],
            [name, bytes],
          ]);
          await onlyOurErrors(() => findRemote(files, '.'));
        },
      ),
    );
  });

  test('a lock is read or told', async () => {
    const valid = `apiVersion: plumbline.dev/v1alpha1\nkind: Lock\nfiles:\n  - url: https://a/b\n    digest: sha256:${'0'.repeat(64)}\n    size: 1\n`;
    const changed = fc
      .tuple(fc.nat(valid.length), fc.nat(20), fc.string({ unit: 'binary' }))
      .map(([at, length, more]) => valid.slice(0, at) + more + valid.slice(at + length));
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, fc.string()), (source) => onlyOurErrors(() => readLock(source))),
      { numRuns: 1000 },
    );
  });

  test('an archive is unpacked or told, with some bytes of its tar or its gzip changed', async () => {
    const packed = await tgz({
      'redis/Chart.yaml': 'name: redis',
      'redis/templates/a.yaml': 'kind: A'.repeat(50),
    });
    const tar = gunzipSync(packed);
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 });
    const changed = (bytes: Buffer, all: [number, number][]): Buffer => {
      const copy = Buffer.from(bytes);
      for (const [at, byte] of all) copy[at % copy.length] = byte;
      return copy;
    };
    await fc.assert(
      fc.asyncProperty(changes, fc.boolean(), async (all, inTar) => {
        const bytes = inTar ? gzipSync(changed(tar, all)) : changed(packed, all);
        await onlyOurErrors(async () => {
          for (const path of (await unpackArchive(bytes, 'a.tgz')).keys()) {
            expect(path.startsWith('/') || path.split('/').includes('..')).toBe(false);
          }
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('a range of versions is read or not, and then holds a version or not', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(
              fc.constantFrom(
                '1',
                '.',
                'x',
                ' ',
                '-',
                '||',
                ',',
                '^',
                '>=',
                '!',
                'v',
                '+',
                '99999999999999999999',
              ),
            )
            .map((all) => all.join('')),
        ),
        (source) => {
          const version = parseVersion(source) ?? parseVersion('1.2.3');
          expect(typeof (VersionRange.parse(source)?.has(version as never) ?? false)).toBe('boolean');
        },
      ),
      { numRuns: 3000 },
    );
  });
});
