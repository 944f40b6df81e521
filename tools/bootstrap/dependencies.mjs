import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs `npm ci` unless node_modules is what the lock file says, for this platform. */
export async function installDependencies(root, env) {
  const lock = await readFile(join(root, 'package-lock.json'));
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
  const stamp = join(root, 'node_modules', '.plumbline-lock');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  console.error('installing dependencies (npm ci)');
  const started = Date.now();
  const { code, output } = await npmCi(root, env);
  if (code !== 0) throw new Error(`npm ci failed (${code}):\n${output}`);
  await writeFile(stamp, wanted);
  console.error(`installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function npmCi(root, env) {
  // No install scripts: what we use ships its binaries as packages.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const child = spawn('npm', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, output: output.trim() }));
  });
}
