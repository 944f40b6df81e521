import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createValidator,
  kubernetesVersions,
  type Result,
  type Validator,
  type ValidatorOptions,
} from '../../../kubeconform-wasm/src/index.ts';

let lax: Validator;
let strict: Validator;

beforeAll(async () => {
  [lax, strict] = await Promise.all([createValidator(), createValidator({ strict: true })]);
});

afterAll(async () => {
  await Promise.all([lax.close(), strict.close()]);
});

const service = (spec: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec,
  ...more,
});

const port = { port: 80, targetPort: 'http' };
const statuses = (results: readonly Result[]) => results.map(({ status }) => status);

async function judge(options: ValidatorOptions, input: string | readonly unknown[]): Promise<Result[]> {
  await using validator = await createValidator(options);
  return await validator.validate(input);
}

describe('objects', () => {
  test('are valid with all fields in order', async () => {
    expect(await lax.validate([service({ ports: [port] })])).toEqual([
      { source: 0, status: 'valid', apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
    ]);
  });

  test('are invalid with the path of each field that is wrong', async () => {
    const [result] = await strict.validate([service({ ports: [{ port: '80', nodeport: 1 }], selektor: {} })]);
    expect(result).toMatchObject({
      status: 'invalid',
      errors: [
        { path: '/spec/ports/0/nodeport', message: "additional properties 'nodeport' not allowed" },
        { path: '/spec/ports/0/port', message: 'got string, want integer' },
        { path: '/spec/selektor', message: "additional properties 'selektor' not allowed" },
      ],
    });
  });

  test('are invalid at the object that lacks a field', async () => {
    const [result] = await lax.validate([service({ ports: [{}] })]);
    expect(result?.errors).toEqual([{ path: '/spec/ports/0', message: "missing property 'port'" }]);
  });

  test('have their paths as JSON pointers', async () => {
    const [result] = await lax.validate([
      { ...service({}), metadata: { name: 'x', labels: { 'app.kubernetes.io/na~me': 1 } } },
    ]);
    expect(result?.errors?.[0]?.path).toBe('/metadata/labels/app.kubernetes.io~1na~0me');
  });

  test('may have unknown fields unless strict', async () => {
    const typo = [service({ selektor: {} })];
    expect(statuses([...(await lax.validate(typo)), ...(await strict.validate(typo))])).toEqual([
      'valid',
      'invalid',
    ]);
  });

  test('may have null for a field that is optional, not for one that is required', async () => {
    const all = [service({ ports: [{ port: 80, targetPort: null }] }), service({ ports: [{ port: null }] })];
    expect(statuses(await strict.validate(all))).toEqual(['valid', 'invalid']);
  });

  test('in a list are judged each by itself, with the index of the list', async () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [service({}), service({ ports: 1 })] };
    const results = await lax.validate([service({}), list]);
    expect(results.map(({ source, status }) => [source, status])).toEqual([
      [0, 'valid'],
      [1, 'valid'],
      [1, 'invalid'],
    ]);
  });

  test.each([
    ['no object', 7, /no object/],
    ['without a kind', { apiVersion: 'v1' }, /missing 'kind' key/],
    ['without a version', { kind: 'Service' }, /missing 'apiVersion' key/],
    ['of an unknown kind', { apiVersion: 'example.com/v1', kind: 'Shop' }, /could not find schema for Shop/],
  ])('%s are an error', async (_name, object, message) => {
    const [result] = await lax.validate([object]);
    expect(result).toMatchObject({ status: 'error', message: expect.stringMatching(message) });
  });

  test('with the kind in the wrong case are invalid, and not of an unknown kind', async () => {
    const wrong = [service({}, { kind: 'service' })];
    const [result] = await judge({ ignoreMissingSchemas: true }, wrong);
    expect(result?.errors).toEqual([{ path: '/kind', message: "value must be 'Service'" }]);
  });

  test('nested too deeply end the call, and the next one works', async () => {
    const nested = Array.from({ length: 1_000_000 }).reduce<unknown>((inner) => [inner], 'x');
    const judged = lax.validate([service({}, { status: nested })]);
    await expect(judged).rejects.toMatchObject({ code: 'STACK' });
    expect(statuses(await lax.validate([service({})]))).toEqual(['valid']);
  });
});

describe('texts', () => {
  test('are read as Kubernetes reads YAML', async () => {
    const text = `
apiVersion: v1
kind: ConfigMap
metadata: {name: octal}
data: {mode: 0777}
---
# nothing
---
apiVersion: v1
kind: ConfigMap
metadata: {name: switch}
data: {power: on}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: text}
data: {time: 12:30:45, day: 2026-01-02}
`;
    const results = await lax.validate(text);
    expect(results.map(({ name, errors }) => [name, errors?.[0]?.message])).toEqual([
      ['octal', 'got number, want null or string'],
      ['switch', 'got boolean, want null or string'],
      ['text', undefined],
    ]);
  });

  test('with a key twice are an error when strict, and valid otherwise', async () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: "1", a: "2"}\n';
    expect(statuses([...(await lax.validate(text)), ...(await strict.validate(text))])).toEqual([
      'valid',
      'error',
    ]);
  });

  test('nested too deeply are an error', async () => {
    const text = `apiVersion: v1\nkind: ConfigMap\ndata: ${'['.repeat(200_000)}`;
    expect(await lax.validate(text)).toMatchObject([
      { status: 'error', message: expect.stringContaining('depth') },
    ]);
  });

  test('that are bombs of aliases are an error', async () => {
    const lines = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? '"lol"' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
    });
    const [result] = await lax.validate(`apiVersion: v1\nkind: ConfigMap\n${lines.join('\n')}\n`);
    expect(result).toMatchObject({ status: 'error', message: expect.stringContaining('excessive aliasing') });
  });

  test('that are no YAML are an error with the line', async () => {
    const [result] = await lax.validate('apiVersion: v1\n\tkind: ConfigMap\n');
    expect(result).toMatchObject({ status: 'error', message: expect.stringContaining('line 2') });
  });
});

describe('options', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: 3 };
  const custom = { apiVersion: 'example.com/v1', kind: 'Shop', metadata: { name: 'x' }, spec: { size: 3 } };

  test.each([['Secret'], ['v1/Secret']])('skip %s', async (kind) => {
    expect(statuses(await judge({ skip: [kind] }, [secret]))).toEqual(['skipped']);
  });

  test.each([['Secret'], ['v1/Secret']])('reject %s', async (kind) => {
    const [result] = await judge({ reject: [kind] }, [secret]);
    expect(result).toMatchObject({ status: 'error', message: 'prohibited resource kind Secret' });
  });

  test('skip what has no schema', async () => {
    expect(statuses(await judge({ ignoreMissingSchemas: true }, [custom]))).toEqual(['skipped']);
  });

  test('give a schema for a kind, before that inside', async () => {
    const schema = { properties: { spec: { properties: { size: { maximum: 2 } } } } };
    const schemas = [{ apiVersion: 'example.com/v1', kind: 'Shop', schema }];
    const [result] = await judge({ schemas }, [custom]);
    expect(result?.errors?.[0]?.path).toBe('/spec/size');
  });

  test('choose the version of Kubernetes', async () => {
    const policy = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicy' };
    const address = {
      apiVersion: 'networking.k8s.io/v1beta1',
      kind: 'IPAddress',
      spec: { parentRef: { resource: 'services', name: 'x' } },
    };
    const found = kubernetesVersions.map(async (kubernetesVersion) => [
      kubernetesVersion,
      ...statuses(await judge({ kubernetesVersion }, [policy, address])),
    ]);
    expect(await Promise.all(found)).toEqual([
      ['1.34', 'error', 'valid'],
      ['1.35', 'error', 'valid'],
      ['1.36', 'valid', 'valid'],
      ['1.37', 'valid', 'error'],
    ]);
  });

  test.each(['1.36', 'v1.36', '1.36.2', 'v1.36.2', 'master'])(
    'take %s for a version',
    async (kubernetesVersion) => {
      expect(statuses(await judge({ kubernetesVersion }, [service({})]))).toEqual(['valid']);
    },
  );

  test.each(['1.20', '1', 'latest', '1.36.x'])(
    'refuse %s, and name the versions inside',
    async (kubernetesVersion) => {
      await expect(createValidator({ kubernetesVersion })).rejects.toMatchObject({
        code: 'UNSUPPORTED_VERSION',
        message: expect.stringContaining('1.34, 1.35, 1.36, 1.37'),
      });
    },
  );

  test('bound the time', async () => {
    await using validator = await createValidator({ limits: { timeoutMs: 1 } });
    await expect(validator.validate([service({})])).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  test('share many objects among workers, and the results are in their order', async () => {
    const all = Array.from({ length: 900 }, (_, index) => service({ ports: index % 7 === 0 ? 'x' : [] }));
    const [one, two] = await Promise.all([judge({ workers: 1 }, all), judge({ workers: 2 }, all)]);
    expect(two).toEqual(one);
    expect(one.map(({ source }) => source)).toEqual(all.map((_, index) => index));
    expect(one.filter(({ status }) => status === 'invalid')).toHaveLength(Math.ceil(900 / 7));
  });
});
