import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isKeyField, type Path, pathKey, renderPath, startsWith } from '../../../src/manifests/path.ts';
import { exactPattern, matches, parsePattern } from '../../../src/manifests/pattern.ts';

describe('renderPath', () => {
  test.each<[Path, string]>([
    [
      ['f:spec', 'f:template', 'f:spec', 'f:containers', 'k:{"name":"web"}', 'f:image'],
      'spec.template.spec.containers[name=web].image',
    ],
    [['f:spec', 'f:ports', 'k:{"port":80,"protocol":"TCP"}'], 'spec.ports[port=80,protocol=TCP]'],
    [['f:metadata', 'f:annotations', 'f:plumbline.dev/x'], 'metadata.annotations["plumbline.dev/x"]'],
    [['f:metadata', 'f:finalizers', 'v:"a.dev/b"'], 'metadata.finalizers[="a.dev/b"]'],
    [['f:spec', 'f:list', 'i:0', 'f:x'], 'spec.list[0].x'],
    [['f:env', 'k:{"name":"80"}'], 'env[name="80"]'],
    [['f:env', 'k:{"name":"A\\u003cB"}'], 'env[name=A<B]'],
    [['f:mounts', 'k:{"mountPath":"/data"}'], 'mounts[mountPath=/data]'],
    [['f:data', 'f:a"b]c'], 'data["a\\"b]c"]'],
  ])('writes %j as %s', (path, text) => {
    expect(renderPath(path)).toBe(text);
  });

  test('writes different paths differently, and each as a pattern that means it and nothing else', () => {
    const name = fc.string({
      minLength: 1,
      unit: fc.constantFrom('a', 'b', '.', '"', ']', '[', '=', '*', '8', ',', ' '),
    });
    const scalar = fc.oneof(name, fc.integer({ min: 0, max: 9 }), fc.boolean());
    const token = fc.oneof(
      name.map((text) => `f:${text}`),
      scalar.map((value) => `k:${JSON.stringify({ name: value })}`),
      scalar.map((value) => `v:${JSON.stringify(value)}`),
      fc.nat(9).map((index) => `i:${index}`),
    );
    const path = fc.array(token, { minLength: 1, maxLength: 4 }).map((tokens) => ['f:root', ...tokens]);
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(renderPath(a) === renderPath(b)).toBe(pathKey(a) === pathKey(b));
        expect(matches(parsePattern(renderPath(a)), a)).toBe(true);
        expect(matches(exactPattern(a), b)).toBe(startsWith(b, a));
      }),
      { numRuns: 500 },
    );
  });
});

test('startsWith holds for the path itself and what lies below', () => {
  expect(startsWith(['f:a', 'f:b'], ['f:a'])).toBe(true);
  expect(startsWith(['f:a'], ['f:a'])).toBe(true);
  expect(startsWith(['f:a'], ['f:a', 'f:b'])).toBe(false);
  expect(startsWith(['f:ab'], ['f:a'])).toBe(false);
});

test('isKeyField tells the keys of a list item from its other fields', () => {
  expect(isKeyField(['f:env', 'k:{"name":"A"}', 'f:name'])).toBe(true);
  expect(isKeyField(['f:env', 'k:{"name":"A"}', 'f:value'])).toBe(false);
  expect(isKeyField(['f:metadata', 'f:name'])).toBe(false);
});
