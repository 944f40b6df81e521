import { expect, test } from '@jest/globals';
import { isSecretLeaf } from '../../../../src/render/sops/secret-leaves.ts';

const isSecret = (path: string, value: string, inManifest = true): boolean =>
  isSecretLeaf({ keys: path.split('/') }, value, inManifest);

test.each([
  ['kind', 'Secret'],
  ['type', 'Opaque'],
  ['metadata/name', 'login'],
  ['metadata/namespace', 'production'],
  ['items/metadata/name', 'login'],
  ['spec/template/spec/containers/imagePullPolicy', 'IfNotPresent'],
])('in a manifest %s is no secret: %s', (path, value) => expect(isSecret(path, value)).toBe(false));

test.each([
  ['data/password', 'Sunshine'],
  ['items/stringData/password', 'Sunshine'],
  ['metadata/annotations/token', 'a1b2c3'],
  ['spec/template/spec/containers/env/value', 'postgres://x:y@z'],
])('in a manifest %s is one: %s', (path, value) => expect(isSecret(path, value)).toBe(true));

test('in any other file all is secret', () => {
  for (const path of ['kind', 'metadata/name', 'image']) expect(isSecret(path, 'Sunshine', false)).toBe(true);
});
