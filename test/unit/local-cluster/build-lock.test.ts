import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { withBuildLock } from '../../../local-cluster/build-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'lock');

test('one works at a time, and the others wait and say so', async () => {
  let working = 0;
  let most = 0;
  const said: string[] = [];
  const work = async () => {
    most = Math.max(most, ++working);
    await delay(50);
    working--;
  };
  const report = (line: string) => said.push(line);
  await Promise.all(Array.from({ length: 3 }, () => withBuildLock(file, report, work)));
  expect(most).toBe(1);
  expect(said).toHaveLength(2);
  expect(existsSync(file)).toBe(false);
});

test('the lock of a killed process is taken over', async () => {
  writeFileSync(file, '1\n');
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(file, longAgo, longAgo);
  let worked = false;
  await withBuildLock(
    file,
    () => undefined,
    async () => {
      worked = true;
    },
  );
  expect(worked).toBe(true);
});

test('a failed build leaves no lock', async () => {
  const failing = withBuildLock(
    file,
    () => undefined,
    () => Promise.reject(new Error('broken')),
  );
  await expect(failing).rejects.toThrow('broken');
  expect(existsSync(file)).toBe(false);
});
