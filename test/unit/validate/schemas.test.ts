import { afterAll, describe, expect, test } from '@jest/globals';
import { idOf } from '../../../src/manifests/identity.ts';
import { Texts } from '../../../src/manifests/position.ts';
import { readManifests } from '../../../src/manifests/read.ts';
import type { Manifest } from '../../../src/manifests/types.ts';
import { SchemaCheck, type SchemaOptions } from '../../../src/validate/schemas.ts';

const schemas = new SchemaCheck();
afterAll(() => schemas.close());

/** Checks the manifests of one file. */
async function check(text: string, options: SchemaOptions = {}, marks: Pick<Manifest, 'sensitive'> = {}) {
  const { manifests } = readManifests(text, 'a.yaml');
  const texts = new Texts(new Map([['a.yaml', text]]));
  const made = manifests.map(({ object, source }) => ({ id: idOf(object), object, source, ...marks }));
  const { errors, findings } = await schemas.check(made, { texts, ...options });
  return {
    errors: errors.map(({ message, place }) => `${place?.line}:${place?.column} ${message}`),
    remedies: errors.map(({ remedy }) => remedy),
    findings: findings.map(
      ({ severity, code, message, place }) => `${severity} ${code} ${place?.line} ${message}`,
    ),
  };
}

const deployment = (more: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: "main:1" }] }
${more}`;

describe('by the schemas of Kubernetes', () => {
  test('a value of another type is a mistake at the value', async () => {
    const { errors, remedies } = await check(deployment('  replicas: two\n'));
    expect(errors).toEqual(['10:13 spec.replicas: got string, want null or integer in Kubernetes 1.37']);
    expect(remedies).toEqual(['See kubectl explain deployment.spec.replicas.']);
  });

  test('a field that there is not is a mistake at its key', async () => {
    const { errors, remedies } = await check(deployment('  replica: 2\n'));
    expect(errors).toEqual(['10:3 spec.replica: there is no such field in Kubernetes 1.37']);
    expect(remedies).toEqual([
      'Correct or remove it; kubectl explain deployment.spec lists the fields there are.',
    ]);
  });

  test('of a valid object nothing is said, an integer beyond 2^53 included', async () => {
    const quiet = { errors: [], remedies: [], findings: [] };
    expect(await check(deployment('  progressDeadlineSeconds: 9007199254740993\n'))).toEqual(quiet);
    expect(await check('')).toEqual(quiet);
  });

  test('the values of a Secret are not quoted', async () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nimmutable: hunter2\n';
    const { errors } = await check(text);
    expect(errors).toHaveLength(1);
    expect(errors.join()).not.toContain('hunter2');
  });
});

describe('the version', () => {
  test('is the one asked for', async () => {
    expect((await check(deployment('  replicas: a\n'), { kubernetesVersion: '1.34' })).errors).toEqual([
      expect.stringContaining('in Kubernetes 1.34'),
    ]);
  });

  test.each([
    ['1.20', '1.34'],
    ['1.99', '1.37'],
  ])(
    '%s has no schemas here: by those of %s a mistake is only a warning',
    async (kubernetesVersion, nearest) => {
      const { errors, findings } = await check(deployment('  replicas: a\n'), { kubernetesVersion });
      expect(errors).toEqual([]);
      expect(findings).toEqual([
        `warning SCHEMA_VIOLATED 10 spec.replicas: got string, want null or integer in Kubernetes ${nearest}`,
      ]);
    },
  );
});

const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.x.dev }
spec:
  group: x.dev
  scope: Namespaced
  names: { kind: Thing, plural: things, singular: thing, listKind: ThingList }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { size: { type: integer, maximum: 9 } } }
`;
const thing = 'apiVersion: x.dev/v1\nkind: Thing\nmetadata: { name: a }\nspec: { size: 12 }\n';

describe('custom resources', () => {
  test('are judged by the definition in the same set', async () => {
    const { errors } = await check(`${crd}---\n${thing}`);
    expect(errors).toEqual([expect.stringMatching(/^21:15 spec\.size: maximum: got 12, want 9/)]);
  });

  test('are judged by a definition that is given beside', async () => {
    const definitions = readManifests(crd, 'crd.yaml').manifests.map(({ object }) => object);
    expect((await check(thing, { definitions })).errors).toHaveLength(1);
  });

  test.each([
    ['{ type: string, pattern: "^[a-z]+$" }', "it's XYZ"],
    ['{ type: string, format: date }', "o'XYZ"],
    ['{ type: integer, maximum: 9 }', '9797'],
  ])('by %s are told without the value where it was decrypted', async (schema, value) => {
    const definition = crd.replace('{ type: integer, maximum: 9 }', schema);
    const text = `${definition}---\n${thing.replace('12', value)}`;
    const [open] = (await check(text)).errors;
    expect(open).toContain(value.slice(-3));
    const { errors } = await check(text, {}, { sensitive: true });
    expect(errors).toEqual([expect.stringMatching(/^21:15 spec\.size: /)]);
    expect(errors.join()).not.toContain(value.slice(-3));
  });

  test('are judged by the rules of their definition; one about the old object is told, once', async () => {
    const rules =
      'x-kubernetes-validations: [{ rule: "self.size > 1", message: too small }, { rule: "self.size >= oldSelf.size" }]';
    const ruled = crd.replace('spec: { type: object, ', `spec: { type: object, ${rules}, `);
    const small = thing.replace('size: 12', 'size: 1');
    const { errors, findings } = await check(
      [ruled, small, small.replace('name: a', 'name: b')].join('---\n'),
    );
    expect(errors).toEqual([expect.stringContaining('too small'), expect.stringContaining('too small')]);
    expect(findings).toEqual([expect.stringMatching(/^info RULE_NOT_EVALUATED .*oldSelf/)]);
  });

  test('without a definition are told once per kind', async () => {
    const { errors, findings } = await check(`${thing}---\n${thing.replace('name: a', 'name: b')}`);
    expect(errors).toEqual([]);
    expect(findings).toEqual([
      expect.stringMatching(/^info SCHEMA_UNKNOWN 2 objects of Thing in x\.dev\/v1/),
    ]);
  });
});
