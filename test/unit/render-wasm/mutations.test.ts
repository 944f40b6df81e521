import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { printedChart } from '../../../render-wasm/chart.ts';
import type { Problem, Renderer } from '../../../render-wasm/index.ts';
import { RenderError } from '../../../render-wasm/index.ts';
import { printed } from '../../../render-wasm/kustomization.ts';
import { nativeTool, nativeToolTimeoutMs } from '../../support/native-tools.ts';
import { helmArguments, readChart } from './charts.ts';
import { mutated } from './mutate.ts';
import { casesOf, onDisk, openRenderer, printedBy, readCase } from './native.ts';

/**
 * The cases with lines of theirs changed, a few of each. For hours, or for others:
 * PLUMBLINE_FUZZ=100 PLUMBLINE_FUZZ_SEED=7 npm test -- test/unit/render-wasm/mutations (so many times as long).
 */
const times = Number(process.env.PLUMBLINE_FUZZ ?? 1);
const seed = Number(process.env.PLUMBLINE_FUZZ_SEED ?? 1);
const limits = { numRuns: 2 * times, seed, endOnFailure: true };
const patience = 120_000 * times;

const [kustomizations, charts] = [await casesOf('kustomizations'), await casesOf('charts')];
let renderer: Renderer;
let kustomize: string;
let helm: string;

beforeAll(async () => {
  [kustomize, helm] = [await nativeTool('kustomize'), await nativeTool('helm')];
  renderer = await openRenderer();
}, nativeToolTimeoutMs);

afterAll(async () => {
  await renderer.close();
});

/** What is printed, or nothing where the files are refused: for a reason of theirs, in one of them. */
async function outcome<T>(work: Promise<T>, print: (rendered: T) => string): Promise<string | undefined> {
  try {
    return print(await work);
  } catch (thrown) {
    if (!(thrown instanceof RenderError)) throw thrown;
    const strange = thrown.problems.filter(({ code }: Problem) => code === 'DEFECT' || code === 'TIMEOUT');
    expect(strange).toEqual([]);
    return undefined;
  }
}

describe('kustomize judges changed files as the native command does', () => {
  test.each(kustomizations)(
    '%s',
    async (name) => {
      const { files, folder } = await readCase('kustomizations', name);
      const check = async (changed: typeof files): Promise<void> => {
        const native = await onDisk(
          changed,
          async (root) => await printedBy(kustomize, ['build', folder], root),
        );
        const built = renderer.buildKustomization({ files: changed, folder });
        expect(await outcome(built, ({ documents }) => printed(documents))).toBe(native);
      };
      await fc.assert(fc.asyncProperty(mutated(files), check), limits);
    },
    patience,
  );
});

describe('Helm judges changed files as the native command does', () => {
  test.each(charts)(
    '%s',
    async (name) => {
      const chart = await readChart(name);
      const check = async (files: typeof chart.files): Promise<void> => {
        const text = (file: string): string => Buffer.from(files.get(file) ?? []).toString();
        const valuesFiles = (chart.valuesFiles ?? []).map(({ file }) => ({ file, text: text(file) }));
        const changed = { ...chart, files, valuesFiles };
        const values = Buffer.from(JSON.stringify(chart.values ?? {}));
        const native = await onDisk(new Map(files).set('case-values.json', values), async (root) => {
          return await printedBy(helm, helmArguments(changed), root);
        });
        expect(await outcome(renderer.renderChart(changed), printedChart)).toBe(native);
      };
      await fc.assert(fc.asyncProperty(mutated(chart.files), check), limits);
    },
    patience,
  );
});
