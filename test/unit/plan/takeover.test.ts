import { describe, expect, test } from '@jest/globals';
import { field } from '../../../src/manifests/json.ts';
import { renderPath } from '../../../src/manifests/path.ts';
import type { JsonObject, KubeObject, ManagedFieldsEntry } from '../../../src/manifests/types.ts';
import { decide } from '../../../src/plan/decide.ts';
import { type Leftovers, leftovers } from '../../../src/plan/leftovers.ts';
import type { Decision } from '../../../src/plan/situation.ts';
import { takeoverPatch, withoutTaken } from '../../../src/plan/takeover.ts';
import { alsoOwned, answerTo, entry } from '../../support/server-side-apply.ts';
import { configMap, decisionOf, object, situationOf } from './situations.ts';

const takeover = ['kubectl-*', 'before-first-apply'];
const by = (manager: string, fields: JsonObject, more: JsonObject = {}): ManagedFieldsEntry =>
  entry(manager, fields, more);

const settings = configMap('settings', { a: '1', b: '1' });
const withoutB = configMap('settings', { a: '1' });
const dataB = { 'f:data': { 'f:b': {} } };

const deployment = (containers: JsonObject[]): KubeObject =>
  object('apps/v1', 'Deployment', 'web', { spec: { template: { spec: { containers } } } });
const main = { name: 'main', image: 'shop:1' };
const side = { name: 'side', image: 'proxy:1', env: [{ name: 'A', value: '1' }] };
const inSide = (fields: JsonObject): JsonObject => ({
  'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"side"}': fields } } } },
});
const sideEnv = inSide({ 'f:env': { 'k:{"name":"A"}': { 'f:value': {} } } });

/** What is decided when Git goes from one manifest to the other, over this live object. */
function decided(released: KubeObject, desired: KubeObject, live: KubeObject): Decision {
  const known = { released: [released], desired: [desired], live: [live], answered: [answerTo(released)] };
  return decisionOf(decide(situationOf(known)), desired.metadata.name);
}

function left(released: KubeObject, desired: KubeObject, live: KubeObject): Leftovers {
  return leftovers(decided(released, desired, live), live, takeover, []);
}

const shown = ({ take, left: others }: Leftovers) => ({
  take: take.map(renderPath),
  left: others.map(({ path, manager }) => `${renderPath(path)} to ${manager}`),
});

describe('a field that leaves Git', () => {
  test('needs no taking over where we alone hold it', () => {
    expect(shown(left(settings, withoutB, answerTo(settings)))).toEqual({ take: [], left: [] });
  });

  test.each<[string, string, { take: string[]; left: string[] }]>([
    ['is taken over from kubectl', 'kubectl-edit', { take: ['data.b'], left: [] }],
    ['is left to a controller', 'some-controller', { take: [], left: ['data.b to some-controller'] }],
    ['is taken back from our own handing over', 'plumbline-handover', { take: ['data.b'], left: [] }],
  ])('%s', (_what, manager, expected) => {
    expect(shown(left(settings, withoutB, alsoOwned(answerTo(settings), by(manager, dataB))))).toEqual(
      expected,
    );
  });

  test('is taken over from kubectl apply --server-side, and left to what else updates as kubectl', () => {
    const applied = by('kubectl', dataB, { operation: 'Apply' });
    expect(shown(left(settings, withoutB, alsoOwned(answerTo(settings), applied))).take).toEqual(['data.b']);
    const updated = by('kubectl', dataB);
    expect(shown(left(settings, withoutB, alsoOwned(answerTo(settings), updated))).left).toEqual([
      'data.b to kubectl',
    ]);
  });

  test('is left where a controller holds it beside kubectl', () => {
    const live = alsoOwned(answerTo(settings), by('kubectl-edit', dataB), by('some-controller', dataB));
    expect(shown(left(settings, withoutB, live))).toEqual({ take: [], left: ['data.b to some-controller'] });
  });

  test('is left to whoever scaled', () => {
    const replicas = (spec: JsonObject) => object('apps/v1', 'Deployment', 'web', { spec });
    const scaled = by('kubectl-scale', { 'f:spec': { 'f:replicas': {} } }, { subresource: 'scale' });
    const live = alsoOwned(answerTo(replicas({ replicas: 3 })), scaled);
    expect(shown(left(replicas({ replicas: 3 }), replicas({}), live))).toEqual({
      take: [],
      left: ['spec.replicas to kubectl-scale'],
    });
  });

  test('is taken over, too, where Git has an empty map in its place', () => {
    const live = alsoOwned(answerTo(settings), by('kubectl-edit', dataB));
    expect(shown(left(settings, configMap('settings', {}), live)).take).toEqual(['data.b']);
  });

  test('is not told where it is a part of an atomic value that Git still has', () => {
    const place = (value: JsonObject) => object('acme.io/v1', 'Gadget', 'web', { spec: { place: value } });
    const whole = by('kubectl-edit', { 'f:spec': { 'f:place': {} } });
    const live = alsoOwned(answerTo(place({ x: 1, y: 1 })), whole);
    expect(shown(left(place({ x: 1, y: 1 }), place({ y: 2 }), live))).toEqual({ take: [], left: [] });
  });
});

describe('an item that leaves Git', () => {
  test('is taken over whole from kubectl, which holds a field of it', () => {
    const live = alsoOwned(answerTo(deployment([main, side])), by('kubectl-set', sideEnv));
    expect(shown(left(deployment([main, side]), deployment([main]), live))).toEqual({
      take: ['spec.template.spec.containers[name=side]'],
      left: [],
    });
  });

  test('is not taken over where a controller holds something of it', () => {
    const injected = by(
      'some-controller',
      inSide({ '.': {}, 'f:env': { 'k:{"name":"A"}': { 'f:value': {} } } }),
    );
    const live = alsoOwned(answerTo(deployment([main, side])), injected);
    const found = shown(left(deployment([main, side]), deployment([main]), live));
    expect(found.take).toEqual([]);
    expect(found.left).toEqual([
      'spec.template.spec.containers[name=side].env[name=A].value to some-controller',
    ]);
  });
});

describe('taking over', () => {
  const ownOf = (patch: JsonObject[]) => ((patch[1]?.value ?? []) as JsonObject[]).at(-1);

  test('moves the field from the other set into ours and changes nothing else', () => {
    const live = alsoOwned(
      answerTo(settings),
      by('kubectl-edit', { 'f:data': { 'f:b': {}, 'f:c': {} } }),
      by('some-controller', { 'f:data': { 'f:d': {} } }),
    );
    const { take } = left(settings, withoutB, live);
    const patch = takeoverPatch(live, take, takeover);
    expect(patch[0]).toEqual({ op: 'test', path: '/metadata/resourceVersion', value: '100' });
    expect(patch[1]?.value).toEqual([
      by('kubectl-edit', { 'f:data': { 'f:c': {} } }),
      by('some-controller', { 'f:data': { 'f:d': {} } }),
      (live.metadata.managedFields as JsonObject[])[0],
    ]);
    expect(patch).toHaveLength(2);
  });

  test('leaves no empty set behind', () => {
    const live = alsoOwned(answerTo(settings), by('kubectl-edit', dataB));
    const patch = takeoverPatch(live, left(settings, withoutB, live).take, takeover);
    expect(patch[1]?.value).toEqual(answerTo(settings).metadata.managedFields);
  });

  test('makes an entry of ours where there is none', () => {
    const unowned = answerTo(settings, { managedFields: [by('before-first-apply', dataB)] });
    const patch = takeoverPatch(unowned, left(settings, withoutB, unowned).take, takeover);
    expect(patch[1]?.value).toEqual([
      { manager: 'plumbline', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: dataB },
    ]);
  });

  test('takes a container that goes from whoever holds nothing else in it, and from nobody else', () => {
    const gadget = (spec: JsonObject) => object('acme.io/v1', 'Gadget', 'web', spec);
    const mode = { 'f:spec': { '.': {}, 'f:mode': {} } };
    const more = { 'f:spec': { '.': {}, 'f:mode': {}, 'f:size': {} } };
    const live = alsoOwned(
      answerTo(gadget({ spec: { mode: 'a' } })),
      by('kubectl-edit', mode),
      by('kubectl-set', more),
    );
    const { take } = left(gadget({ spec: { mode: 'a' } }), gadget({}), live);
    expect(takeoverPatch(live, take, takeover)[1]?.value).toMatchObject([
      { manager: 'kubectl-set', fieldsV1: { 'f:spec': { '.': {}, 'f:size': {} } } },
      { manager: 'plumbline' },
    ]);
  });

  test('makes ours what kubectl had added to an item that goes', () => {
    const live = alsoOwned(answerTo(deployment([main, side])), by('kubectl-set', inSide({ 'f:tty': {} })));
    const { take } = left(deployment([main, side]), deployment([main]), live);
    const own = ownOf(takeoverPatch(live, take, takeover));
    const item = field(own, 'fieldsV1', ...(take[0] ?? []));
    expect(item).toMatchObject({ 'f:image': {}, 'f:tty': {}, '.': {} });
  });
});

describe('what taking over leaves', () => {
  test('is the answer without the field and without a container that nobody holds', () => {
    const gadget = (spec: JsonObject) => object('acme.io/v1', 'Gadget', 'web', { spec });
    const live = alsoOwned(
      answerTo(gadget({ mode: 'a', options: { a: '1' } })),
      by('kubectl-edit', { 'f:spec': { 'f:options': { 'f:a': {} } } }),
    );
    const path = ['f:spec', 'f:options', 'f:a'];
    expect(withoutTaken(live, live, [path], takeover, gadget({ mode: 'a' })).spec).toEqual({ mode: 'a' });
  });

  test('keeps the container that another manager holds', () => {
    const gadget = (spec: JsonObject) => object('acme.io/v1', 'Gadget', 'web', { spec });
    const live = alsoOwned(
      answerTo(gadget({ options: { a: '1' } })),
      by('some-controller', { 'f:spec': { 'f:options': { '.': {} } } }),
    );
    const path = ['f:spec', 'f:options', 'f:a'];
    expect(withoutTaken(live, live, [path], takeover, gadget({})).spec).toEqual({ options: {} });
  });
});
