import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { printedChart } from '../../../render-wasm/chart.ts';
import type { Renderer } from '../../../render-wasm/index.ts';
import { nativeTool, nativeToolTimeoutMs } from '../../support/native-tools.ts';
import { helmArguments, readChart } from './charts.ts';
import { casesOf, onDisk, openRenderer, printedBy, unlessRefused } from './native.ts';

const cases = await casesOf('charts');
let helm: string;
let renderer: Renderer;

beforeAll(async () => {
  helm = await nativeTool('helm');
  renderer = await openRenderer();
}, nativeToolTimeoutMs);

afterAll(async () => {
  await renderer.close();
});

const refused = ['values-that-a-schema-refuses'];

describe('prints the same as helm template', () => {
  test.each(cases)('%s', async (name) => {
    const chart = await readChart(name);
    const files = new Map(chart.files).set(
      'case-values.json',
      Buffer.from(JSON.stringify(chart.values ?? {})),
    );
    const native = await onDisk(files, async (root) => await printedBy(helm, helmArguments(chart), root));
    const rendered = await unlessRefused(renderer.renderChart(chart));
    expect(native === undefined).toBe(refused.includes(name));
    expect(rendered && printedChart(rendered)).toBe(native);
  });
});
