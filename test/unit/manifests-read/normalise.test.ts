import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isBase64, normalise } from '../../../src/manifests/normalise.ts';
import type { Json, JsonObject, KubeObject } from '../../../src/manifests/types.ts';

const object = (apiVersion: string, kind: string, rest: JsonObject = {}): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'a' },
  ...rest,
});
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('normalise', () => {
  test('writes stringData as data, which it overrides', () => {
    const secret = object('v1', 'Secret', {
      data: { a: base64('old'), b: base64('b') },
      stringData: { a: 'new', c: 'ü' },
    });
    expect(normalise(secret)).toEqual(
      object('v1', 'Secret', { data: { a: base64('new'), b: base64('b'), c: base64('ü') } }),
    );
    expect(normalise(object('v1', 'Secret', { stringData: { a: '' } })).data).toEqual({ a: '' });
    expect(normalise(object('v1', 'Secret', { type: 'Opaque' }))).toEqual(
      object('v1', 'Secret', { type: 'Opaque' }),
    );
  });

  test('writes base64 as the server keeps it: without line breaks', () => {
    expect(normalise(object('v1', 'Secret', { data: { a: 'aGVs\nbG8=\n' } })).data).toEqual({
      a: 'aGVsbG8=',
    });
    expect(['aGk=', '', 'aGk', 'a b=', '====', 'aGk=\n'].map(isBase64)).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  test('leaves out labels and annotations that hold nothing', () => {
    const bare = object('v1', 'ConfigMap');
    const metadata = { ...bare.metadata, labels: {}, annotations: null };
    expect(normalise({ ...bare, metadata })).toEqual(bare);
    const labelled = { ...bare, metadata: { ...bare.metadata, labels: { a: '' } } };
    expect(normalise(labelled)).toEqual(labelled);
  });

  test('leaves out what only the server writes, in templates a null creationTimestamp', () => {
    const template = { metadata: { creationTimestamp: null, labels: { a: 'b' } }, spec: {} };
    const deployment: KubeObject = {
      ...object('apps/v1', 'Deployment', { spec: { template }, status: { replicas: 1 } }),
      metadata: {
        name: 'a',
        creationTimestamp: null,
        uid: 'u',
        generation: 3,
        selfLink: '/x',
        namespace: '',
      },
    };
    expect(normalise(deployment)).toEqual(
      object('apps/v1', 'Deployment', { spec: { template: { metadata: { labels: { a: 'b' } }, spec: {} } } }),
    );
    const claims = [{ metadata: { name: 'data', creationTimestamp: null }, status: {} }];
    const set = normalise(object('apps/v1', 'StatefulSet', { spec: { volumeClaimTemplates: claims } }));
    expect(set.spec).toEqual({ volumeClaimTemplates: [{ metadata: { name: 'data' }, status: {} }] });
  });

  test('an aggregated ClusterRole has no rules of its own', () => {
    const role = object('rbac.authorization.k8s.io/v1', 'ClusterRole', { aggregationRule: {}, rules: [] });
    expect(normalise(role).rules).toBeUndefined();
    expect(normalise({ ...role, aggregationRule: null }).rules).toEqual([]);
  });

  test('writes serviceAccount as serviceAccountName in pod specs', () => {
    const pod = (spec: JsonObject): Json | undefined => normalise(object('v1', 'Pod', { spec })).spec;
    expect(pod({ serviceAccount: 'x' })).toEqual({ serviceAccountName: 'x' });
    expect(pod({ serviceAccount: 'x', serviceAccountName: 'y' })).toEqual({ serviceAccountName: 'y' });
    const spec = { jobTemplate: { spec: { template: { spec: { serviceAccount: 'x' } } } } };
    expect(normalise(object('batch/v1', 'CronJob', { spec })).spec).toEqual({
      jobTemplate: { spec: { template: { spec: { serviceAccountName: 'x' } } } },
    });
    const custom = { spec: { template: { spec: { serviceAccount: 'x' } } } };
    expect(normalise(object('x.dev/v1', 'Deployment', custom))).toEqual(
      object('x.dev/v1', 'Deployment', custom),
    );
  });

  test('leaves an empty caBundle out, and a filled one in', () => {
    const webhooks = [
      { name: 'a', clientConfig: { caBundle: '', url: 'u' } },
      { clientConfig: { caBundle: 'Cg==' } },
    ];
    const config = object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', { webhooks });
    expect(normalise(config).webhooks).toEqual([
      { name: 'a', clientConfig: { url: 'u' } },
      { clientConfig: { caBundle: 'Cg==' } },
    ]);
    const service = object('apiregistration.k8s.io/v1', 'APIService', {
      spec: { caBundle: null, group: 'g' },
    });
    expect(normalise(service).spec).toEqual({ group: 'g' });
  });

  test('keeps everything else exactly, and changes nothing in place', () => {
    const manifest = object('x.dev/v1', 'Thing', {
      spec: { n: 9007199254740993n, empty: {}, nothing: null, list: [] },
    });
    const before = structuredClone(manifest);
    expect(normalise(manifest)).toEqual(before);
    expect(manifest).toEqual(before);
  });

  test('twice is once', () => {
    const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
    const kinds = fc.constantFrom(
      ['v1', 'Secret'],
      ['apps/v1', 'Deployment'],
      ['v1', 'Pod'],
      ['x.dev/v1', 'Thing'],
    );
    const fields = fc.dictionary(fc.constantFrom('spec', 'data', 'stringData', 'status', 'rules', 'x'), json);
    fc.assert(
      fc.property(kinds, fields, ([apiVersion = '', kind = ''], rest) => {
        const once = normalise(object(apiVersion, kind, rest));
        expect(normalise(once)).toEqual(once);
      }),
    );
  });
});
