import { describe, expect, test } from '@jest/globals';
import {
  couldContain,
  getAt,
  jsonPointer,
  matches,
  parsePattern,
  removeAt,
  removeMatching,
  setAt,
} from '../../../src/manifests/pattern.ts';
import { builtinStructure } from '../../../src/manifests/structure.ts';
import type { Json } from '../../../src/manifests/types.ts';

const image = ['f:spec', 'f:containers', 'k:{"name":"web"}', 'f:image'];
const port = 'k:{"port":80,"protocol":"TCP"}';

describe('parsePattern and matches', () => {
  test.each([
    ['spec.containers[name=web].image', true],
    ['spec.containers[*].image', true],
    ['spec.containers[name=web]', true],
    ['spec', true],
    ['*', true],
    ['spec.containers[name=db].image', false],
    ['spec.containers[0].image', false],
    ['spec.containers[name=web].image.tag', false],
  ])('%s', (text, expected) => {
    expect(matches(parsePattern(text), image)).toBe(expected);
  });

  test('keys of an item may be given in part, numbers with or without quotes as they are', () => {
    expect(matches(parsePattern('spec.ports[port=80]'), ['f:spec', 'f:ports', port])).toBe(true);
    expect(matches(parsePattern('spec.ports[protocol=TCP,port=80]'), ['f:spec', 'f:ports', port])).toBe(true);
    expect(matches(parsePattern('spec.ports[port="80"]'), ['f:spec', 'f:ports', port])).toBe(false);
    expect(matches(parsePattern('spec.ports[port=80]'), ['f:spec', 'f:ports', 'k:{"port":"80"}'])).toBe(true);
  });

  test('a quoted name is a field or a value of a set', () => {
    expect(
      matches(parsePattern('metadata.finalizers["a.dev/b"]'), ['f:metadata', 'f:finalizers', 'v:"a.dev/b"']),
    ).toBe(true);
    expect(matches(parsePattern('metadata.labels["a.dev/b"]'), ['f:metadata', 'f:labels', 'f:a.dev/b'])).toBe(
      true,
    );
    expect(
      matches(parsePattern('metadata.labels[="a.dev/b"]'), ['f:metadata', 'f:labels', 'f:a.dev/b']),
    ).toBe(false);
  });

  test('couldContain holds for what lies above a match', () => {
    expect(couldContain(parsePattern('spec.containers[*].image'), ['f:spec', 'f:containers'])).toBe(true);
    expect(couldContain(parsePattern('spec.containers[*].image'), image)).toBe(false);
    expect(couldContain(parsePattern('spec.containers[*].image'), ['f:status'])).toBe(false);
  });

  test.each([
    ['', 1],
    ['.spec', 1],
    ['spec..image', 6],
    ['spec.containers[', 17],
    ['spec.containers[name=web', 25],
    ['spec.containers[name=]', 22],
    ['spec]', 5],
    ['metadata.labels["a', 17],
    ['spec.a b', 7],
  ])('refuses %j and names column %i', (text, column) => {
    expect(() => parsePattern(text)).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining(`column ${column}`),
      }),
    );
  });
});

const deployment = (): Json => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', annotations: { 'a/b': '1' } },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [
          { name: 'web', image: 'x', env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80 }] },
          { name: 'side', image: 'y' },
        ],
        tolerations: [{ key: 'a' }, { key: 'b' }],
      },
    },
  },
});
const structure = builtinStructure('apps/v1', 'Deployment');
const remove = (object: Json, ...patterns: string[]) =>
  removeMatching(object, patterns.map(parsePattern), structure);
const containers = ['f:spec', 'f:template', 'f:spec', 'f:containers'];

describe('removeMatching', () => {
  test('takes out what a pattern means and tells it by key', () => {
    const { object, removed } = remove(
      deployment(),
      'spec.replicas',
      'spec.template.spec.containers[*].image',
    );
    expect(removed).toEqual([
      { path: ['f:spec', 'f:replicas'], value: 2 },
      { path: [...containers, 'k:{"name":"web"}', 'f:image'], value: 'x' },
      { path: [...containers, 'k:{"name":"side"}', 'f:image'], value: 'y' },
    ]);
    expect(getAt(object, ['f:spec', 'f:replicas'])).toBeUndefined();
  });

  test('keeps a map that it emptied and an item of which only the keys are left', () => {
    const { object } = remove(
      deployment(),
      'metadata.annotations["a/b"]',
      'spec.template.spec.containers[name=web].env[name=A].value',
      'spec.template.spec.containers[name=side].image',
    );
    expect(getAt(object, ['f:metadata', 'f:annotations'])).toEqual({});
    expect(getAt(object, [...containers, 'k:{"name":"web"}', 'f:env'])).toEqual([{ name: 'A' }]);
    expect(getAt(object, [...containers, 'k:{"name":"side"}'])).toEqual({ name: 'side' });
  });

  test('drops a list that it emptied', () => {
    const { object } = remove(deployment(), 'spec.template.spec.containers[name=web].env[*]');
    expect(getAt(object, [...containers, 'k:{"name":"web"}', 'f:env'])).toBeUndefined();
    expect(getAt(object, [...containers, 'k:{"name":"web"}', 'f:image'])).toBe('x');
  });

  test('leaves what was empty or of keys only before, and the object itself', () => {
    const object = {
      metadata: { labels: {} },
      spec: { template: { spec: { containers: [{ name: 'bare' }] } } },
    };
    expect(remove(object, 'spec.template.spec.containers[*].image')).toEqual({ object, removed: [] });
    const before = deployment();
    remove(before, 'spec');
    expect(before).toEqual(deployment());
  });

  test('never takes key fields or what identifies the object', () => {
    const { object } = remove(deployment(), 'metadata', 'kind', 'spec.template.spec.containers[*].name');
    expect(object).toMatchObject({ kind: 'Deployment', metadata: { name: 'web' } });
    expect(getAt(object, ['f:metadata', 'f:annotations'])).toBeUndefined();
    expect(getAt(object, [...containers, 'k:{"name":"side"}', 'f:name'])).toBe('side');
  });

  test('finds items by keys in a list that is not known to be keyed', () => {
    const object = {
      spec: {
        steps: [
          { name: 'a', run: 'x' },
          { name: 'b', run: 'y' },
        ],
      },
    };
    const { removed } = removeMatching(object, [parsePattern('spec.steps[name=b].run')]);
    expect(removed).toEqual([{ path: ['f:spec', 'f:steps', 'k:{"name":"b"}', 'f:run'], value: 'y' }]);
  });
});

describe('values by path', () => {
  const path = [...containers, 'k:{"name":"side"}', 'f:image'];

  test('are read, set and removed without touching the object', () => {
    const object = deployment();
    expect(getAt(object, path)).toBe('y');
    expect(getAt(setAt(object, path, 'z'), path)).toBe('z');
    expect(getAt(removeAt(object, path), path)).toBeUndefined();
    expect(object).toEqual(deployment());
  });

  test('are set where nothing was, items with their keys', () => {
    expect(setAt(undefined, ['f:spec', 'f:containers', 'k:{"name":"web"}', 'f:image'], 'x')).toEqual({
      spec: { containers: [{ name: 'web', image: 'x' }] },
    });
    expect(setAt({ finalizers: ['a'] }, ['f:finalizers', 'v:"b"'], 'b')).toEqual({ finalizers: ['a', 'b'] });
  });

  test('are found in a port that leaves its protocol to the default', () => {
    const tcp = [
      ...containers,
      'k:{"name":"web"}',
      'f:ports',
      'k:{"containerPort":80,"protocol":"TCP"}',
      'f:containerPort',
    ];
    expect(getAt(deployment(), tcp)).toBe(80);
    const udp = tcp.with(-2, 'k:{"containerPort":80,"protocol":"UDP"}');
    expect(getAt(deployment(), udp)).toBeUndefined();
  });

  test('have a JSON pointer into the object at hand', () => {
    expect(jsonPointer(deployment(), path)).toBe('/spec/template/spec/containers/1/image');
    expect(jsonPointer(deployment(), ['f:metadata', 'f:annotations', 'f:a/b'])).toBe(
      '/metadata/annotations/a~1b',
    );
    expect(jsonPointer(deployment(), ['f:nowhere'])).toBeUndefined();
  });

  test('never reach into the prototype', () => {
    expect(getAt({}, ['f:constructor'])).toBeUndefined();
    expect(Object.keys(setAt({}, ['f:__proto__', 'f:x'], 1) as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
