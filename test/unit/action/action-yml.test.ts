import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { parseInputs } from '../../../src/action/inputs.ts';

interface ActionYml {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
}
const action = load(readFileSync(join(import.meta.dirname, '../../../action.yml'), 'utf8')) as ActionYml;

test('action.yml describes just the inputs that are read, with the defaults that hold without it', () => {
  const bare = parseInputs(() => '');
  expect(Object.keys(action.inputs)).toEqual(Object.keys(bare));
  const given = parseInputs((name) => (name === 'github-token' ? '' : (action.inputs[name]?.default ?? '')));
  expect(given).toEqual(bare);
  const described = [...Object.values(action.inputs), ...Object.values(action.outputs)];
  expect(described.every(({ description }) => description.length > 10)).toBe(true);
});
