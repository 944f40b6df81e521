// The notices that the licences of what a Go module is compiled from ask for.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The notices of every Go module whose packages are compiled into the one in the folder, and of Go itself. */
export async function goLicenses(folder: string, packagePath = '.'): Promise<string> {
  const env = { ...process.env, GOOS: 'wasip1', GOARCH: 'wasm', GOWORK: 'off' };
  const line =
    '{{with .Module}}{{if and .Dir .Version (not .Replace)}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}';
  const options = { cwd: folder, env, maxBuffer: 64 << 20 };
  const [modules, goroot, version] = await Promise.all(
    [
      ['list', '-deps', '-f', line, packagePath],
      ['env', 'GOROOT'],
      ['env', 'GOVERSION'],
    ].map(async (args) => (await run('go', args, options)).stdout.trim()),
  );
  const all = new Set([`The Go runtime and library ${version}\t${goroot}`, ...(modules ?? '').split('\n')]);
  const notices = [...all].filter((one) => one !== '').map(noticeOf);
  return `${(await Promise.all(notices)).toSorted().join('\n')}`;
}

async function noticeOf(module: string): Promise<string> {
  const [name = '', folder = ''] = module.split('\t');
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return [`---- ${name}\n`, ...texts.map((text) => `${text.replaceAll('\r\n', '\n').trim()}\n`)].join('\n');
}
