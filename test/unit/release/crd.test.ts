import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { releaseCrd } from '../../../src/release/crd.ts';

test('the manifest of the guard is the CustomResourceDefinition that apply installs', () => {
  const text = readFileSync('guard/manifests/crd.yaml', 'utf8');
  expect(load(text)).toEqual(releaseCrd);
});
