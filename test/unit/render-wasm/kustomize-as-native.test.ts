import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Renderer } from '../../../render-wasm/index.ts';
import { printed } from '../../../render-wasm/kustomization.ts';
import { nativeTool, nativeToolTimeoutMs } from '../../support/native-tools.ts';
import { casesOf, openRenderer, printedBy, readCase, unlessRefused } from './native.ts';

const cases = await casesOf('kustomizations');
let kustomize: string;
let renderer: Renderer;

beforeAll(async () => {
  kustomize = await nativeTool('kustomize');
  renderer = await openRenderer();
}, nativeToolTimeoutMs);

afterAll(async () => {
  await renderer.close();
});

const refused = ['a-base-that-two-bases-share-is-an-error'];

describe('prints the same as kustomize build', () => {
  test.each(cases)('%s', async (name) => {
    const { root, files, folder } = await readCase('kustomizations', name);
    const native = await printedBy(kustomize, ['build', folder], root);
    const built = await unlessRefused(renderer.buildKustomization({ files, folder }));
    expect(native === undefined).toBe(refused.includes(name));
    expect(built && printed(built.documents)).toBe(native);
  });
});
