import { describe, expect, test } from '@jest/globals';
import { assemble } from '../../../src/manifests/assemble.ts';
import { Texts } from '../../../src/manifests/position.ts';
import { readManifests } from '../../../src/manifests/read.ts';
import { builtinKinds, builtinScope, definedScopes, type Scopes } from '../../../src/manifests/scope.ts';

const manifest = (apiVersion: string, kind: string, name: string, namespace?: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace ? `  namespace: ${namespace}\n` : ''}---\n`;

const assembled = (text: string, isNamespaced: Scopes = builtinScope) =>
  assemble(readManifests(text, 'a.yaml').manifests, {
    defaultNamespace: 'shop',
    isNamespaced,
    texts: new Texts(new Map([['a.yaml', text]])),
  });

describe('assemble', () => {
  test('defaults the namespace of namespaced kinds only', () => {
    const { manifests } = assembled(
      manifest('v1', 'ConfigMap', 'a') +
        manifest('v1', 'ConfigMap', 'a', 'other') +
        manifest('v1', 'Namespace', 'a'),
    );
    expect(manifests.map(({ id, object }) => [id.namespace, object.metadata.namespace])).toEqual([
      ['shop', 'shop'],
      ['other', 'other'],
      [undefined, undefined],
    ]);
  });

  test('refuses a namespace on a cluster-scoped object, at its place', () => {
    const { errors, manifests } = assembled(
      manifest('v1', 'ConfigMap', 'a') + manifest('rbac.authorization.k8s.io/v1', 'ClusterRole', 'r', 'x'),
    );
    expect(manifests).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      code: 'MANIFEST_INVALID',
      object: 'ClusterRole r',
      place: { file: 'a.yaml', line: 10, column: 14 },
      remedy: 'Remove metadata.namespace.',
    });
  });

  test('refuses the same object twice, naming both places, also after defaulting and at another version', () => {
    const { errors } = assembled(
      manifest('apps/v1', 'Deployment', 'web') + manifest('apps/v1beta1', 'Deployment', 'web', 'shop'),
    );
    expect(errors[0]).toMatchObject({
      code: 'DUPLICATE_OBJECT',
      object: 'Deployment shop/web',
      place: { line: 9 },
    });
    expect(errors[0]?.message).toContain('a.yaml:1');
  });

  test('a kind that nobody knows is taken as namespaced, and that is said once', () => {
    const { manifests, findings } = assembled(
      manifest('x.dev/v1', 'Thing', 'a') + manifest('x.dev/v1', 'Thing', 'b'),
    );
    expect(manifests.map(({ id }) => id.namespace)).toEqual(['shop', 'shop']);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['SCOPE_UNKNOWN', 'info']]);
  });
});

describe('scopes', () => {
  test('of built-in kinds are known, in any version', () => {
    expect(builtinScope('', 'Namespace')).toBe(false);
    expect(builtinScope('apps', 'Deployment')).toBe(true);
    expect(builtinScope('networking.k8s.io', 'IngressClass')).toBe(false);
    expect(builtinScope('x.dev', 'Namespace')).toBeUndefined();
    expect(builtinScope('apps', 'Deploymnet')).toBeUndefined();
    expect(builtinKinds().size).toBeGreaterThan(80);
  });

  test('of custom resources come from the definitions in the set', () => {
    const crd = (scope: string) => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.x.dev' },
      spec: { group: 'x.dev', scope, names: { kind: 'Thing', plural: 'things' } },
    });
    expect(definedScopes([crd('Cluster')])('x.dev', 'Thing')).toBe(false);
    expect(definedScopes([crd('Namespaced')])('x.dev', 'Thing')).toBe(true);
    expect(definedScopes([])('x.dev', 'Thing')).toBeUndefined();
  });
});
