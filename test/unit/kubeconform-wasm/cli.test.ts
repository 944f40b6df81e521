import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../../kubeconform-wasm/src/cli/run.ts';
import { nativeKubeconform, type Outcome, outcomeOf } from './support/native.ts';
import { unordered } from './support/results.ts';
import { writeStandalone } from './support/standalone.ts';

let program: string;
let folder: string;
let location: string;
const cwd = process.cwd();

const service = (name: string, spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: shop\nspec: ${spec}\n`;

const files: Record<string, string> = {
  'ok/valid.yaml': service('web', '{ports: [{port: 80}]}'),
  'ok/many.yml': `---\n${service('a', '{}')}---\n# a comment\n---\n${service('b', '{}')}---\n`,
  'ok/valid.json': '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"generateName": "x-"}}',
  'ok/list.yaml':
    'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Namespace, metadata: {name: x}}\n',
  'ok/empty.yaml': '',
  'ok/comment.yaml': '# nothing\n',
  'ok/notes.txt': 'no: [manifest',
  'bad/field.yaml': service('web', '{ports: [{port: "80"}]}'),
  'bad/several.yaml': service('a&b <"c">', '{ports: [{port: []}, {}]}'),
  'bad/list.yaml': 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Namespace, metadata: 3}\n',
  'bad/twice.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: b, a: c}\n',
  'bad/unknown.yaml': `${service('x', '{selektor: {}}')}`,
  'bad/no-kind.yaml': 'apiVersion: v1\nmetadata: {name: x}\n',
  'bad/no-version.yaml': 'kind: Service\nmetadata: {name: x}\n',
  'bad/no-yaml.yaml': 'a: [\n',
  'bad/custom.yaml': 'apiVersion: example.com/v1\nkind: Shop\nmetadata: {name: x}\n',
  'bad/end.yaml': `${service('a', '{}')}---`,
  'bad/marked.yaml': `\ufeff${service('a', '{}')}`,
};

beforeAll(async () => {
  program = await nativeKubeconform();
  folder = mkdtempSync(join(tmpdir(), 'kubeconform-cli-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  symlinkSync('valid.yaml', join(folder, 'ok', 'link.yaml'));
  location = writeStandalone('1.37.2', join(folder, 'schemas'));
  process.chdir(folder);
}, 300_000);

afterAll(() => {
  process.chdir(cwd);
  rmSync(folder, { recursive: true });
});

async function ours(args: readonly string[], input = ''): Promise<Outcome> {
  let [out, err] = ['', ''];
  const code = await run(args, {
    stdin: Readable.from([input]) as unknown as NodeJS.ReadStream,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const native = async (args: readonly string[], input = ''): Promise<Outcome> =>
  await outcomeOf(program, ['-schema-location', location, '-n', '1', ...args], folder, input);

/** JUnit tells the time. */
const comparable = (out: string): string[] =>
  out
    .replaceAll('&#39;', "'")
    .replaceAll('\x1b[0m', '')
    .replace(/ time="[\d.]+" tests/, ' time="" tests')
    .split('\n')
    .map(unordered);

async function expectSame(args: readonly string[], input?: string): Promise<void> {
  const [theirs, mine] = await Promise.all([native(args, input), ours(args, input)]);
  expect({ code: mine.code, out: comparable(mine.out) }).toEqual({
    code: theirs.code,
    out: comparable(theirs.out),
  });
}

describe('the command prints what kubeconform prints, and ends as it ends:', () => {
  const forms = ['text', 'json', 'junit', 'tap', 'pretty'];
  const cases = forms.flatMap((form) => [
    [['-output', form, '-summary', '-verbose', 'ok', 'bad']],
    [['-output', form, '-summary', '-strict', 'bad']],
    [['-output', form, '-verbose', '-ignore-missing-schemas', '-skip', 'Service, v1/ConfigMap', 'ok', 'bad']],
    [['-output', form, '-summary', '-reject', 'v1/Service', 'bad/field.yaml']],
    [['-output', form, '-summary', 'nothing-there.yaml']],
  ]);
  test.each(cases)('%j', async (args) => {
    await expectSame(args);
  });

  test.each([
    [['-summary', '-ignore-filename-pattern', 'no-', '--ignore-filename-pattern=custom|twice', 'bad']],
    [['-summary=true', '-strict=false', '--verbose', 'ok']],
    [['-summary', '--', 'ok']],
    [['-summary', 'ok/notes.txt']],
    [['-summary', 'ok/valid.yaml', 'ok/valid.yaml', '-strict']],
    [['-exit-on-error', 'bad/field.yaml']],
  ])('%j', async (args) => {
    await expectSame(args);
  });

  const streams = [
    'ok/many.yml',
    'ok/list.yaml',
    'ok/empty.yaml',
    'ok/comment.yaml',
    'bad/end.yaml',
    'bad/no-yaml.yaml',
  ];
  test.each(streams)('%s on standard input', async (name) => {
    await expectSame(['-summary', '-verbose', '-output', 'json', '-'], files[name]);
  });

  test('nothing named is standard input', async () => {
    await expectSame(['-summary'], files['ok/many.yml']);
  });
});

describe('the command', () => {
  test('tells how it is used', async () => {
    const { code, out } = await ours(['-h']);
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'Usage: kubeconform-wasm [OPTION]... [FILE OR FOLDER]...',
    ]);
  });

  test.each([
    [['-xyz'], 'flag provided but not defined: -xyz'],
    [['-output'], 'flag needs an argument: -output'],
    [['-output', 'yaml', 'ok'], 'invalid value "yaml" for flag -output'],
    [['-n', '0', 'ok'], 'invalid value "0" for flag -n'],
    [['-ignore-filename-pattern', '(', 'ok'], 'invalid value "(" for flag -ignore-filename-pattern'],
    [['-kubernetes-version', '1.20.0', 'ok'], 'no schemas inside for Kubernetes 1.20.0'],
    [['-schema-location', 'https://example.com/', 'ok'], 'nothing is fetched here'],
    [['-schema-location', 'x/{{ .Foo }}.json', 'ok'], 'failed initialising schema location'],
    [['-crd', 'nothing-there.yaml', 'ok'], 'nothing-there.yaml: no such file or directory'],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await ours(args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
  });

  test('stops at the first error when asked to', async () => {
    const { code, out } = await ours([
      '-exit-on-error',
      '-summary',
      'bad/field.yaml',
      'bad/unknown.yaml',
      'bad/custom.yaml',
    ]);
    expect([code, out.split('\n').length]).toEqual([1, 3]);
  });

  test('judges custom resources by the definitions it is given', async () => {
    writeFileSync(
      'crd.yaml',
      `kind: Ignored\n---\napiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: shops.example.com}
spec:
  group: example.com
  names: {kind: Shop, plural: shops}
  scope: Namespaced
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        type: object
        required: [spec]
        properties:
          spec:
            type: object
            properties: {size: {type: integer}}
            x-kubernetes-validations:
            - {rule: "self.size < 3", message: "too large"}
            - {rule: "self.size.unheard()"}
            - {rule: "self.size >= oldSelf.size"}
`,
    );
    const custom = 'apiVersion: example.com/v1\nkind: Shop\nmetadata: {name: x}\n';
    const without = await ours(['-crd', 'crd.yaml'], custom);
    expect([without.code, without.out]).toEqual([
      1,
      expect.stringContaining("at '': missing property 'spec'"),
    ]);
    const large = await ours(['-crd', 'crd.yaml'], `${custom}spec: {size: 3}\n`);
    expect([large.code, large.out]).toEqual([1, "stdin - Shop x is invalid: at '/spec': too large\n"]);
    const small = await ours(['-crd', 'crd.yaml'], `${custom}spec: {size: 2}\n`);
    expect([small.code, small.out]).toEqual([0, '']);
    expect(small.err).toContain('"self.size.unheard()" of example.com/v1 Shop is not evaluated');
    expect(small.err).toContain('1 CEL rules of example.com/v1/Shop compare with the object before');
  });
});

describe('schema locations', () => {
  const shop = 'apiVersion: example.com/v1\nkind: Shop\nmetadata: {name: x}\nsize: 3\n';

  beforeAll(() => {
    mkdirSync('own/example.com', { recursive: true });
    writeFileSync('own/example.com/shop_v1.json', '{"properties": {"size": {"$ref": "parts.json#/size"}}}');
    writeFileSync('own/example.com/parts.json', '{"size": {"maximum": 2}}');
    writeFileSync('own/secret.json', '{"properties": {"size": {"$ref": "../crd.json"}}}');
    writeFileSync('crd.json', '{}');
    writeFileSync('own/broken.json', '{');
  });

  test('are asked in order, schemas may refer to others there, and kubeconform agrees', async () => {
    const template = 'own/{{ .Group }}/{{ .ResourceKind }}_{{.ResourceAPIVersion}}.json';
    const args = ['-schema-location', template, '-summary'];
    const [theirs, mine] = await Promise.all([native(args, shop), ours(args, shop)]);
    expect(comparable(mine.out)).toEqual(comparable(theirs.out));
    expect(mine.out).toContain("at '/size': maximum: got 3, want 2");
  });

  test('are no way out of their folder', async () => {
    const { out } = await ours(['-schema-location', 'own/secret.json'], shop);
    expect(out).toContain('could not find schema for Shop');
    const kind = shop.replace('Shop', '../../crd');
    const escaped = await ours(['-schema-location', 'own/{{ .ResourceKind }}.json'], kind);
    expect(escaped.out).toContain('could not find schema for ../../crd');
  });

  test('hold no schema that is no JSON', async () => {
    const { code, err } = await ours(['-schema-location', 'own/broken.json'], shop);
    expect([code, err]).toEqual([1, expect.stringMatching(/broken\.json: the file is not JSON/)]);
  });
});
