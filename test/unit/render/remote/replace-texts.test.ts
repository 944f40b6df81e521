import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../../../src/manifests/types.ts';
import { readYaml } from '../../../../src/manifests/yaml.ts';
import { stringifyYaml } from '../../../../src/manifests/yaml-write.ts';
import { replaceTexts } from '../../../../src/render/remote/replace-texts.ts';
import { readYamlFile } from '../../../../src/render/remote/yaml-file.ts';

const url = 'https://example.com/a.yaml';
const replaced = (text: string, at: (string | number)[], by = '.remote/a.yaml') =>
  replaceTexts(readYamlFile(Buffer.from(text), 'kustomization.yaml'), new Map([[at, by]]));

describe('a text is replaced where it stands', () => {
  test.each([
    ['plain', `# mine\nresources:\n  - b.yaml # why\n  - ${url} # that\nnamespace: a\n`],
    ['in double quotes', `resources: [b.yaml, "${url}"] # that\n`],
    ['in single quotes', `resources:\n- b.yaml\n- '${url}'\n`],
    ['with an anchor', `resources: [b.yaml, &it ${url}]\n`],
    ['after a byte order mark', `\uFEFFresources: [b.yaml, ${url}]\n`],
    ['with Windows line ends', `resources:\r\n- b.yaml\r\n- ${url}\r\n`],
  ])('%s: everything around it stays', (_how, text) => {
    expect(replaced(text, ['resources', 1])).toBe(text.replace('\uFEFF', '').replace(url, '.remote/a.yaml'));
  });

  test.each([
    ['an alias', `x: &it ${url}\nresources: [b.yaml, *it]\n`],
    ['a block', `resources:\n- b.yaml\n- >-\n  ${url}\n`],
    ['an escape', `resources: [b.yaml, "${url.replace('/', '\\u002f')}"]\n`],
  ])('%s: the file is written anew, with the same meaning', (_how, text) => {
    const [document] = readYaml(replaced(text, ['resources', 1]));
    expect(document?.value).toMatchObject({ resources: ['b.yaml', '.remote/a.yaml'] });
  });

  test('by a text that needs quotes: the file is written anew', () => {
    const [document] = readYaml(replaced(`resources: [${url}]\n`, ['resources', 0], 'a: [b] #'));
    expect(document?.value).toEqual({ resources: ['a: [b] #'] });
  });
});

test('whatever stands around it, the one text is another and nothing else', () => {
  const leaf = fc.oneof(fc.constant(url), fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean());
  const list = fc.array(leaf, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(list, list, fc.nat(), (before, resources, turn) => {
      const at = turn % resources.length;
      const value: Json = { before, resources: resources.with(at, url), after: before };
      const text = stringifyYaml(value);
      const [document] = readYaml(replaced(text, ['resources', at]));
      expect(document?.value).toEqual({ ...value, resources: resources.with(at, '.remote/a.yaml') });
    }),
    { numRuns: 500 },
  );
});
