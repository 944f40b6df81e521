import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../command.ts';

/** The notices that the licences of bundled packages ask for, from the paths of the bundled files. */
export function licenses(inputs: readonly string[]): string {
  const folders = inputs
    .map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  const notices = [...new Set(folders)].map(notice).toSorted();
  return `The bundles in this folder contain these packages:\n\n${[...new Set(notices)].join('\n')}`;
}

function notice(folder: string): string {
  const read = (name: string) => readFileSync(join(root, folder, name), 'utf8');
  const { name, version, license } = JSON.parse(read('package.json')) as Record<string, string>;
  const files = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.toSorted().map((file) => `${read(file).replaceAll('\r\n', '\n').trim()}\n`);
  return [`---- ${name} ${version} (${license})\n`, ...texts].join('\n');
}
