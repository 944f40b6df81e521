import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../../../tools/command.ts';
import { differences } from '../../../tools/generate/files.ts';

const compare = (outputs: string[], made: Record<string, string>) =>
  differences({ name: 'x', outputs, generate: () => made });

test('files that are as the generator makes them do not differ', async () => {
  const text = readFileSync(join(root, '.ci/run'), 'utf8');
  expect(await compare(['.ci'], { '.ci/run': text })).toEqual([]);
});

test('a file with another text, one that is missing and one that is left over are each told', async () => {
  expect(await compare(['LICENSE', '.ci'], { LICENSE: 'other', 'no/such.json': '{}' })).toEqual([
    '.ci/run is not made any more',
    'LICENSE is not current',
    'no/such.json is missing',
  ]);
});
