import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { apiStatusOf, fieldsOf } from '../../src/cluster/errors.ts';
import { parseJson } from '../../src/manifests/json.ts';
import type { JsonObject, KubeObject } from '../../src/manifests/types.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import {
  admin,
  cluster,
  configMap,
  configMaps,
  deployment,
  deployments,
  failsWith,
  freshNamespace,
  through,
} from './client-scene.ts';

let proxy: FaultProxy;
let namespace: string;
beforeAll(async () => {
  [proxy, namespace] = await Promise.all([startFaultProxy(cluster), freshNamespace()]);
});
beforeEach(() => proxy.forget());
afterAll(() => proxy.close());

const twice = { name: 'A', value: 'x' };
const template = (container: JsonObject, labels: JsonObject = { app: 'web' }): JsonObject => ({
  metadata: { labels },
  spec: { containers: [{ name: 'main', image: 'example.org/web:1', ...container }] },
});

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error) => error,
  );
const read = (name: string): Promise<KubeObject | undefined> => admin.get(configMaps, { namespace, name });
const versionOf = async (name: string): Promise<unknown> => (await read(name))?.metadata.resourceVersion;

describe('server-side apply', () => {
  test('creates, then changes, under our field manager, and says which', async () => {
    const created = await admin.apply(configMaps, configMap(namespace, 'applied', { a: '1', b: '1' }));
    const changed = await admin.apply(configMaps, configMap(namespace, 'applied', { a: '2' }));
    expect([created.created, changed.created]).toEqual([true, false]);
    expect(changed.object.data).toEqual({ a: '2' });
    expect(changed.object.metadata.managedFields).toMatchObject([
      { manager: 'plumbline', operation: 'Apply', fieldsV1: { 'f:data': { 'f:a': {} } } },
    ]);
  });

  test('as a dry run shows the result and writes nothing', async () => {
    await admin.apply(configMaps, configMap(namespace, 'dry', { a: '1' }));
    const before = await versionOf('dry');
    const { object } = await admin.apply(configMaps, configMap(namespace, 'dry', { a: '2' }), {
      dryRun: true,
    });
    expect(object.data).toEqual({ a: '2' });
    expect(await versionOf('dry')).toBe(before);
    await admin.apply(configMaps, configMap(namespace, 'never'), { dryRun: true });
    expect(await read('never')).toBeUndefined();
  });

  test('of unknown fields is refused, naming them, and never repeated though it is a 500', async () => {
    const client = through(proxy);
    const spec = template({}).spec as JsonObject;
    const containers = ['one', 'two'].map((name) => ({ name, image: 'example.org/web:1', imag: 'x' }));
    const broken = { template: { ...template({}), spec: { ...spec, containers } } };
    const error = await thrownBy(client.apply(deployments, deployment(namespace, 'web', broken)));
    expect(error).toEqual(
      failsWith('UNKNOWN_FIELD', {
        object: `Deployment ${namespace}/web`,
        message: expect.stringContaining('imag: field not declared in schema'),
        remedy: expect.stringContaining('spelling'),
      }),
    );
    expect(apiStatusOf(error)?.http).toBe(500);
    expect(fieldsOf(error).sort()).toEqual([
      'spec.template.spec.containers[name="one"].imag',
      'spec.template.spec.containers[name="two"].imag',
    ]);
    expect(client.requests).toEqual({ APPLY: 1 });
  });

  test.each([
    ['a wrong type', { replicas: 'three' }, 'spec.replicas'],
    [
      'an item twice',
      { template: template({ env: [twice, twice] }) },
      'spec.template.spec.containers[name="main"].env',
    ],
  ] as [string, JsonObject, string][])(
    'of %s is invalid at that field, and never repeated',
    async (_what, spec, path) => {
      const client = through(proxy);
      const applying = client.apply(deployments, deployment(namespace, 'web', spec));
      await expect(applying).rejects.toEqual(failsWith('INVALID'));
      expect(fieldsOf(await applying.catch((thrown: unknown) => thrown))).toEqual([path]);
      expect(client.requests).toEqual({ APPLY: 1 });
    },
  );

  test('asks for strict field validation, in every write', async () => {
    const client = through(proxy);
    const object = configMap(namespace, 'strict', { a: '1' });
    await client.apply(configMaps, object);
    await client.replace(configMaps, object);
    await client.patch(configMaps, { namespace, name: 'strict' }, 'merge', { data: { a: '2' } });
    await client.create(configMaps, configMap(namespace, 'strict-2'));
    const asked = proxy.requests.map(({ url }) =>
      new URL(url, 'https://x').searchParams.get('fieldValidation'),
    );
    expect(asked).toEqual(['Strict', 'Strict', 'Strict', 'Strict']);
    const unknown = { ...object, daat: {} };
    await expect(client.replace(configMaps, unknown)).rejects.toEqual(failsWith('UNKNOWN_FIELD'));
    expect(await read('strict')).not.toHaveProperty('daat');
  });

  test('without force meets the other manager as a conflict at the field', async () => {
    await admin.apply(configMaps, configMap(namespace, 'fought', { a: '1' }), { fieldManager: 'other' });
    const error = await thrownBy(
      admin.apply(configMaps, configMap(namespace, 'fought', { a: '2' }), { force: false }),
    );
    expect(error).toEqual(failsWith('CONFLICT'));
    expect(fieldsOf(error)).toEqual(['.data.a']);
  });

  test('keeps integers beyond 2^53 exact, both ways', async () => {
    const exact = 9_007_199_254_740_993n;
    const object = {
      ...deployment(namespace, 'big', {}),
      metadata: { namespace, name: 'big', generation: exact },
    };
    const client = through(proxy);
    await client.apply(deployments, object, { dryRun: true }).catch(() => undefined);
    expect(proxy.requests[0]?.body).toContain('"generation":9007199254740993');
    expect(parseJson('{"a":9007199254740993}')).toEqual({ a: exact });
  });

  test('in a namespace that is not there says so', async () => {
    await expect(admin.apply(configMaps, configMap('no-such-namespace', 'x'))).rejects.toEqual(
      failsWith('NAMESPACE_MISSING', { remedy: expect.stringContaining('createNamespace') }),
    );
  });

  test('of an immutable field says so, and names it', async () => {
    await admin.apply(deployments, deployment(namespace, 'fixed', {}));
    const labels = { app: 'fixed', more: 'x' };
    const spec = { selector: { matchLabels: labels }, template: template({}, labels) };
    const error = await thrownBy(admin.apply(deployments, deployment(namespace, 'fixed', spec)));
    expect(error).toEqual(failsWith('IMMUTABLE', { remedy: expect.stringContaining('replace: allow') }));
    expect(fieldsOf(error)).toEqual(['spec.selector']);
  });
});
