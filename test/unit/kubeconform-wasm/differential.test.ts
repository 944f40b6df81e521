import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleOf, definitionsOf } from '../../../kubeconform-wasm/build/schemas.ts';
import { createSandboxedValidator } from '../../../kubeconform-wasm/src/validator.ts';
import type { JsonObject } from '../../../src/manifests/types.ts';
import { stringifyYaml } from '../../../src/manifests/yaml-write.ts';
import { type Manifest, Manifests, mutate, Random } from './support/manifests.ts';
import { nativeKubeconform, outcomeOf } from './support/native.ts';
import { comparable, type Judged, nativeResults } from './support/results.ts';
import { writeStandalone } from './support/standalone.ts';

const count = 1200;

let folder: string;
let program: string;

beforeAll(async () => {
  program = await nativeKubeconform();
  folder = mkdtempSync(join(tmpdir(), 'kubeconform-differential-'));
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/**
 * Where the two differ, and why: in fields that take two types, such as `targetPort`. The set that kubeconform
 * fetches has them as `oneOf`, with null as a third type in both alternatives. So
 * - null fits both, of which only one may fit, and is invalid there. The API server takes it for a field that
 *   is not there, and so do the schemas inside: the verdicts differ;
 * - of a value that fits neither, it says `'oneOf' failed` and then each alternative; here it is one line, `got
 *   boolean, want null or string or integer`: the words differ.
 */
function agree(theirs: Judged[], mine: Judged[]): boolean {
  if (theirs.some(({ message }) => message.includes("'oneOf' failed, subschemas 0, 1 matched"))) return true;
  if (theirs.some(({ message }) => message.includes("'oneOf' failed, none matched")))
    return (
      theirs.length === mine.length && theirs.every(({ status }, index) => status === mine[index]?.status)
    );
  return JSON.stringify(theirs) === JSON.stringify(mine);
}

function generate(release: string, seed: number): Manifest[] {
  const random = new Random(seed);
  const manifests = new Manifests(bundleOf(definitionsOf(release)), random);
  return Array.from({ length: count }, (_, index) => {
    const manifest = manifests.next();
    return index % 4 === 0 ? manifest : mutate(manifest, random);
  });
}

describe('kubeconform itself and this say the same, to the word, of', () => {
  test.each([
    ['1.34.4', false, 1],
    ['1.37.2', true, 2],
  ])(
    `${count} generated and mutated manifests for Kubernetes %s, strict: %s`,
    async (release, strict, seed) => {
      const all = generate(release, seed);
      // Half of them as YAML, half as JSON, which is YAML, too.
      const texts = all.map((one, index) =>
        index % 2 === 0 ? stringifyYaml(one as JsonObject) : JSON.stringify(one),
      );
      const own = join(folder, release);
      mkdirSync(join(own, 'manifests'), { recursive: true });
      for (const [index, text] of texts.entries())
        writeFileSync(join(own, 'manifests', `${String(index).padStart(5, '0')}.yaml`), text);
      const location = writeStandalone(release, join(own, 'schemas'));
      const flags = [
        '-output',
        'json',
        '-verbose',
        '-schema-location',
        location,
        ...(strict ? ['-strict'] : []),
      ];
      const native = nativeResults((await outcomeOf(program, [...flags, 'manifests'], own)).out);

      await using validator = await createSandboxedValidator({ kubernetesVersion: release, strict });
      const ours = Map.groupBy(await validator.validateTexts(texts), ({ source }) => source);
      const differences = texts.flatMap((text, index) => {
        const [theirs, mine] = [native.get(index) ?? [], comparable(ours.get(index) ?? [])];
        return agree(theirs, mine) ? [] : [{ text, theirs, mine }];
      });
      expect(differences).toEqual([]);
      // The generator makes enough of each for the comparison to say something.
      const statuses = [...native.values()].flat().map(({ status }) => status);
      for (const status of ['valid', 'invalid', 'error'])
        expect(statuses.filter((one) => one === status).length).toBeGreaterThan(count / 10);
    },
  );
});
