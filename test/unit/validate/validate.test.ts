import { describe, expect, test } from '@jest/globals';
import { assemble } from '../../../src/manifests/assemble.ts';
import { Texts } from '../../../src/manifests/position.ts';
import { readManifests } from '../../../src/manifests/read.ts';
import { builtinScope } from '../../../src/manifests/scope.ts';
import { type Validation, validateManifests } from '../../../src/validate/validate.ts';

function validate(text: string, kubernetesVersion?: string): Validation {
  const texts = new Texts(new Map([['deploy/web.yaml', text]]));
  const documents = readManifests(text, 'deploy/web.yaml').manifests;
  const { manifests } = assemble(documents, { defaultNamespace: 'shop', isNamespaced: builtinScope });
  return validateManifests(manifests, {
    texts,
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
  });
}

const manifest = (apiVersion: string, kind: string, rest = '', name = 'web'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;
const deployment = (container: string): string =>
  manifest(
    'apps/v1',
    'Deployment',
    `spec:\n  template:\n    spec:\n      containers:\n      - name: web\n${container}`,
  );
const nothing = { errors: [], findings: [] };

test('a number for an image is shown at its place, with the remedy', () => {
  const { errors } = validate(deployment('        image: 1.4\n'));
  expect(errors).toMatchObject([
    {
      code: 'MANIFEST_INVALID',
      object: 'Deployment shop/web',
      message: 'spec.template.spec.containers[0].image must be a string, found a number',
      place: { file: 'deploy/web.yaml', line: 10, column: 16 },
      excerpt: ['    9 |       - name: web', ' > 10 |         image: 1.4', '      |                ^^^'].join(
        '\n',
      ),
      remedy: 'Quote it: "1.4"',
    },
  ]);
});

test('what is right passes without a word', () => {
  expect(
    validate(deployment('        image: "1.4"\n        args: ["1"]\n        env: [{name: A, value: b}]\n')),
  ).toEqual(nothing);
  expect(validate(manifest('x.dev/v1', 'Anything', 'spec: {image: 1}\n'))).toEqual(nothing);
});

describe('pods', () => {
  test('arguments and values that are no strings are errors', () => {
    const { errors } = validate(deployment('        args: [a, 7]\n        env: [{name: A, value: yes}]\n'));
    expect(errors.map(({ message }) => message)).toEqual([
      'spec.template.spec.containers[0].args[1] must be a string, found a number',
      'spec.template.spec.containers[0].env[0].value must be a string, found a boolean',
    ]);
  });

  test('a variable twice is an error, an empty one a warning', () => {
    const { errors, findings } = validate(
      deployment('        env: [{name: A, value: ""}, {name: A, value: b}]\n'),
    );
    expect(errors.map(({ message }) => message)).toEqual(['the variable A is there twice']);
    expect(findings).toMatchObject([{ code: 'EMPTY_VALUE', severity: 'warning', place: { line: 10 } }]);
  });
});

describe('names', () => {
  test.each([
    ['v1', 'ConfigMap', 'Web', false],
    ['v1', 'ConfigMap', 'web.a-b', true],
    ['v1', 'ConfigMap', `${'a'.repeat(254)}`, false],
    ['v1', 'Namespace', 'a.b', false],
    ['v1', 'Service', '1web', false],
    ['v1', 'Service', 'web', true],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', '"system:web"', true],
    ['rbac.authorization.k8s.io/v1', 'Role', 'a/b', false],
    ['batch/v1', 'CronJob', 'a'.repeat(53), false],
    ['x.dev/v1', 'Thing', 'a_b', false],
  ])('%s %s %s', (apiVersion, kind, name, right) => {
    const { errors } = validate(manifest(apiVersion, kind, '', name));
    expect(errors).toHaveLength(right ? 0 : 1);
    if (!right) expect(errors[0]).toMatchObject({ code: 'MANIFEST_INVALID', place: { line: 4, column: 9 } });
  });

  test('of a definition follow from its group and plural', () => {
    const crd = manifest(
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      'spec: {group: x.dev, names: {plural: webs}}\n',
    );
    expect(validate(crd).errors[0]).toMatchObject({ message: 'metadata.name must be webs.x.dev' });
  });
});

describe('labels and annotations', () => {
  test.each([
    ['labels: {"-a": b}', 'the key is not a qualified name'],
    ['labels: {"a/b/c": b}', 'the key is not a qualified name'],
    ['labels: {"Example.com/a": b}', 'the key is not a qualified name'],
    ['labels: {a: "b c"}', 'the value is not valid for a label'],
    [`labels: {a: ${'b'.repeat(64)}}`, 'the value is not valid for a label'],
    ['annotations: {"a b": c}', 'the key is not a qualified name'],
  ])('%s', (line, problem) => {
    const { errors } = validate(manifest('v1', 'ConfigMap', `  ${line}\n`));
    expect(errors[0]).toMatchObject({ code: 'MANIFEST_INVALID', place: { line: 5 } });
    expect(errors[0]?.message).toContain(problem);
  });

  test('right ones pass', () => {
    const right =
      '  labels: {a: "", example.com/a_b.c: X-1}\n  annotations: {Example.com/A: "anything at all"}\n';
    expect(validate(manifest('v1', 'ConfigMap', right))).toEqual(nothing);
  });

  test('those of pod templates are checked too', () => {
    const text = manifest(
      'apps/v1',
      'Deployment',
      'spec:\n  template:\n    metadata:\n      labels: {version: 2}\n',
    );
    expect(validate(text).errors[0]).toMatchObject({
      message: 'spec.template.metadata.labels.version must be a string, found a number',
      place: { line: 8, column: 25 },
    });
  });

  test('annotations of more than 262144 bytes are an error', () => {
    const text = manifest('v1', 'ConfigMap', `  annotations: {a: "${'x'.repeat(262_144)}"}\n`);
    expect(validate(text).errors[0]?.message).toContain('262145 bytes');
  });
});

describe('data', () => {
  test('more than 1 MiB is an error, in a Secret counted decoded', () => {
    const big = 'x'.repeat(1024 * 1024 + 1);
    expect(validate(manifest('v1', 'ConfigMap', `data: {a: ${big}}\n`)).errors[0]?.message).toContain(
      '1048577 bytes',
    );
    expect(validate(manifest('v1', 'Secret', `stringData: {a: ${big}}\n`)).errors).toHaveLength(1);
    expect(validate(manifest('v1', 'Secret', `stringData: {a: ${big.slice(1)}}\n`)).errors).toHaveLength(0);
  });

  test('keys and types are checked, values never shown', () => {
    const { errors } = validate(manifest('v1', 'ConfigMap', 'data:\n  "a b": x\n  port: 4711\n'));
    expect(errors.map(({ message }) => message)).toEqual([
      'data["a b"]: the key is not valid',
      'data.port must be a string, found a number',
    ]);
    const secret = validate(manifest('v1', 'Secret', 'stringData:\n  "a b": hunter2\n')).errors[0];
    expect(JSON.stringify([secret?.message, secret?.remedy, secret?.excerpt])).not.toContain('hunter2');
  });
});

describe('API versions', () => {
  test('a removed one is a warning with its successor, an error for the version it is removed in', () => {
    const text = manifest('networking.k8s.io/v1beta1', 'Ingress');
    expect(validate(text)).toMatchObject({
      errors: [],
      findings: [
        { code: 'REMOVED_API', severity: 'warning', remedy: 'Write apiVersion: networking.k8s.io/v1' },
      ],
    });
    expect(validate(text, '1.34').errors).toHaveLength(1);
    expect(validate(text, '1.21').errors).toHaveLength(0);
  });

  test.each([
    ['app/v1', 'Deployment', 'error', 'Did you mean apps/v1?'],
    ['apps/v11', 'Deployment', 'warning', 'Did you mean apiVersion: apps/v1?'],
    ['v1', 'Deployment', 'warning', 'Did you mean apiVersion: apps/v1?'],
    ['apps/v1', 'Deploymnet', 'warning', 'Did you mean kind: Deployment?'],
    ['networking.k8s.io/v1', 'NetworkPolcy', 'warning', 'Did you mean kind: NetworkPolicy?'],
  ])('%s %s', (apiVersion, kind, severity, remedy) => {
    const { errors, findings } = validate(manifest(apiVersion, kind));
    const found = severity === 'error' ? errors : findings;
    expect(found).toMatchObject([{ remedy }]);
  });

  test('deprecated ones are warnings, those of custom resources are not judged', () => {
    expect(validate(manifest('v1', 'Endpoints')).findings).toMatchObject([{ code: 'DEPRECATED_API' }]);
    expect(validate(manifest('example.com/v9', 'Deployment'))).toEqual(nothing);
  });
});
