import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { staleParts } from '../../demo/readme.ts';
import type { Story } from '../../demo/story.ts';

const root = join(import.meta.dirname, '../..');

describe('npm run demo', () => {
  let story: Story;
  let exitCode: number;

  beforeAll(async () => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    ({ story, exitCode } = await run(['demo/main.ts', '--json'], env));
  }, 180_000);

  test('does in every step what the step says, on a cluster of its own', () => {
    const failed = story.steps.flatMap(({ name, checks }) =>
      checks.filter(({ ok }) => !ok).map(({ that, found }) => ({ step: name, that, found })),
    );
    expect(failed).toEqual([]);
    expect({ exitCode, ok: story.ok, steps: story.steps.length }).toEqual({
      exitCode: 0,
      ok: true,
      steps: 12,
    });
  });

  test('prints what README.md shows (mend it with: npm run demo -- --write-readme)', () => {
    expect(staleParts(story)).toEqual([]);
  });
});

function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ story: Story; exitCode: number }> {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, env, maxBuffer: 16 * 1024 * 1024 };
    const child = execFile(process.execPath, args, options, (_error, stdout, stderr) => {
      try {
        resolve({ story: JSON.parse(stdout) as Story, exitCode: child.exitCode ?? 128 });
      } catch {
        reject(new Error(`the demo printed no JSON:\n${stderr}`));
      }
    });
  });
}
