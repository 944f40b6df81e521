import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Chart, Renderer } from '../../../render-wasm/index.ts';
import { filesOf, openRenderer, readCase } from './native.ts';

let renderer: Renderer;
let second: Renderer;
beforeAll(async () => {
  [renderer, second] = [await openRenderer(), await openRenderer()];
});
afterAll(async () => {
  await Promise.all([renderer.close(), second.close()]);
});

const render = async (template: string, by = renderer): Promise<Chart> =>
  await by.renderChart({
    files: filesOf({
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'templates/a.yaml': `result: |\n  {{ ${template} | toJson }}\n`,
    }),
    folder: '.',
    releaseName: 'r',
    namespace: 'n',
  });

const result = async (template: string, by = renderer): Promise<string | undefined> =>
  (await render(template, by)).documents[0]?.text.split('\n')[1]?.trim();

describe('a template reaches nothing but its files', () => {
  test.each([
    ['an object of a cluster', 'lookup "v1" "Secret" "kube-system" "token"', '{}'],
    ['a list of a cluster', 'lookup "v1" "Secret" "" ""', '{}'],
    ['a name server', 'getHostByName "localhost"', '""'],
    ['a file by its absolute path', '.Files.Get "/etc/passwd"', '""'],
    ['a file above the chart', '.Files.Get "../../etc/passwd"', '""'],
    ['files above the chart', 'len (.Files.Glob "/**")', '0'],
  ])('%s', async (_what, template, expected) => {
    expect(await result(template)).toBe(expected);
  });

  test.each(['env "PATH"', 'expandenv "$PATH"'])('%s is no function', async (template) => {
    await expect(render(template)).rejects.toMatchObject({ problems: [{ code: 'TEMPLATE' }] });
  });
});

describe('what is random and what the time is', () => {
  const impure = [
    'randAlphaNum 20',
    'randInt 0 1000000000',
    'randBytes 8',
    'shuffle "abcdefghijklmnopqrstuvwxyz"',
    'uuidv4',
    '(genCA "ca" 30).Cert',
    'genPrivateKey "ecdsa"',
    'htpasswd "user" "password"',
    'encryptAES "key" "text"',
    'now',
  ];

  test.each(impure)('%s gives the same in every rendering, and in every worker', async (template) => {
    const once = await result(template);
    expect([await result(template), await result(template, second)]).toEqual([once, once]);
  });

  test('numbers are others for another seed', async () => {
    await using other = await openRenderer({}, { seed: 'another' });
    expect(await result('randAlphaNum 20', other)).not.toBe(await result('randAlphaNum 20'));
  });

  test('the time is the one that is given', async () => {
    await using other = await openRenderer({}, { now: new Date('2026-03-04T05:06:07Z') });
    expect(await result('now | date "2006-01-02 15:04"', other)).toBe('"2026-03-04 05:06"');
  });

  test('it is told which of them a chart calls', async () => {
    expect(
      (await render('list (randAlphaNum 3) (randAlphaNum 4) uuidv4 (lookup "v1" "Pod" "" "")')).impure,
    ).toEqual(['lookup', 'randAlphaNum', 'uuidv4']);
    expect((await render('"nothing"')).impure).toEqual([]);
  });

  test('keys and values of a dictionary have one order', async () => {
    const dictionary = 'dict "c" 1 "a" 2 "e" 3 "b" 4 "d" 5';
    expect(await result(`list (keys (${dictionary})) (values (${dictionary}))`)).toBe(
      '[["a","b","c","d","e"],[2,4,1,5,3]]',
    );
  });
});

describe('nothing of a build is left for the next', () => {
  const list =
    'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: thing }\nspec: { parts: [{ name: a, size: 1 }] }\n';
  const plain = {
    folder: 'app',
    files: filesOf({
      'app/kustomization.yaml': `resources: [a.yaml]
patches:
- patch: |
    apiVersion: example.com/v1
    kind: Thing
    metadata: { name: thing }
    spec: { parts: [{ name: b, size: 2 }] }
`,
      'app/a.yaml': list,
    }),
  };

  test('a schema of the one does not tell the other how to merge', async () => {
    const before = await renderer.buildKustomization(plain);
    const withSchema = await renderer.buildKustomization(
      await readCase('kustomizations', 'a-schema-for-the-merge-of-a-custom-resource'),
    );
    expect(withSchema.documents.map(({ text }) => text).join()).toMatch(/name: c[\s\S]*name: a/);
    expect(await renderer.buildKustomization(plain)).toEqual(before);
    expect(before.documents[0]?.text).not.toContain('name: a');
  });

  test('a schema of a build that failed is gone, too', async () => {
    const before = await renderer.buildKustomization(plain);
    const { files, folder } = await readCase('kustomizations', 'a-schema-for-the-merge-of-a-custom-resource');
    const broken = new Map(files).set('target/custom.yaml', Buffer.from('kind: : x\n'));
    await expect(renderer.buildKustomization({ files: broken, folder })).rejects.toMatchObject({
      problems: [{ code: 'FAILED' }],
    });
    expect(await renderer.buildKustomization(plain)).toEqual(before);
  });
});
