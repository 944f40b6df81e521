import { rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** A holder renews its lock this often; one not renewed for `deadMs` belongs to a process that was killed. */
const renewMs = 2000;
const deadMs = 15_000;

/** Does the work while no other process does it. The lock is a file, so it also holds between containers. */
export async function withBuildLock(
  file: string,
  report: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  await acquire(file, report);
  const timer = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch((cause: unknown) => report(`cannot renew ${file}: ${String(cause)}`));
  }, renewMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
    await rm(file, { force: true });
  }
}

async function acquire(file: string, report: (line: string) => void): Promise<void> {
  for (let told = false; ; told = true) {
    try {
      await writeFile(file, `${process.pid}\n`, { flag: 'wx' });
      return;
    } catch (thrown) {
      if (!isCode(thrown, 'EEXIST')) throw thrown;
    }
    if ((await ageMs(file)) > deadMs) {
      await rm(file, { force: true });
    } else {
      if (!told) report('another process is building the local cluster: waiting for it');
      await delay(250);
    }
  }
}

/** 0 when it has just gone: then the next try gets it. */
async function ageMs(file: string): Promise<number> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch (thrown) {
    if (isCode(thrown, 'ENOENT')) return 0;
    throw thrown;
  }
}

function isCode(thrown: unknown, code: string): boolean {
  return Error.isError(thrown) && 'code' in thrown && thrown.code === code;
}
