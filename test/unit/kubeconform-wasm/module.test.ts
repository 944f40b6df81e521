import { expect, test } from '@jest/globals';
import { builtDigest, currentDigest } from '../../../kubeconform-wasm/build/wasm.ts';

test('built/ is made from the sources as they are (npm run build --workspace kubeconform-wasm)', async () => {
  expect(await builtDigest()).toBe(await currentDigest());
});
