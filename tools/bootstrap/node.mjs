import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const wanted = '24.21.0';

/** Older ones of 24 do not strip types without a flag and a warning. */
const isEnough = (version) => {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 12);
};

/** The path of a Node that runs TypeScript: this one, that on PATH, or one from npm kept in the cache. */
export async function findNode() {
  if (isEnough(process.version)) return process.execPath;
  const onPath = await run('node', ['-p', 'process.version + " " + process.execPath']).catch(() => undefined);
  const [version = '', path] = onPath?.stdout.trim().split(/ (.*)/) ?? [];
  if (isEnough(version)) return path;
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'plumbline');
  const folder = join(cache, `node-${wanted}`);
  const node = join(folder, 'bin', 'node');
  if (!existsSync(node)) await fetchNode(folder);
  return node;
}

/**
 * The package that holds the binary itself. The package `node` would need an install script, which npm
 * blocks; and as a dependency of ours the one of another platform could not be installed.
 */
async function fetchNode(folder) {
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${os}-${process.arch}`;
  console.error(`this is Node ${process.versions.node}: fetching Node ${wanted} from npm (${name})`);
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    const quiet = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
    // A prefix below a checkout would make npm look for a package.json above it.
    await run('npm', ['install', ...quiet, '--prefix', unfinished, `${name}@${wanted}`], { cwd: unfinished });
    const fetched = join(unfinished, 'node_modules', name);
    await rename(fetched, folder).catch((cause) => {
      // Another process was quicker.
      if (!existsSync(join(folder, 'bin', 'node'))) throw cause;
    });
  } catch (cause) {
    const said = cause.stderr?.trim().split('\n').slice(-5).join('\n') || cause.message;
    throw new Error(`cannot fetch ${name}@${wanted} from npm:\n${said}\nPut Node 24.12 or newer on PATH.`, {
      cause,
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
