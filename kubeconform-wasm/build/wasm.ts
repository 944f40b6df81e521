// Makes what is in built/: the module from the Go sources, and the schemas.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { buildGoModule, sandboxGo, sourcesDigest } from '../../wasm-sandbox/build.ts';
import { goLicenses } from '../../wasm-sandbox/licenses.ts';
import { snapshotOf } from '../../wasm-sandbox/snapshot.ts';
import { bundleOf, definitionsOf, kubernetesReleases } from './schemas.ts';

const pack = promisify(brotliCompress);
export const built = join(import.meta.dirname, '..', 'built');
const go = join(import.meta.dirname, '..', 'go');

/** The digest of all that the built files are made from, which is kept beside them. */
export async function currentDigest(): Promise<string> {
  const hash = createHash('sha256').update(await sourcesDigest([go, sandboxGo]));
  for (const file of ['build/schemas.ts', '../wasm-sandbox/snapshot.ts'])
    hash.update(await readFile(join(import.meta.dirname, '..', file)));
  return hash.digest('hex');
}

/** The digest of what built/ was made from. */
export async function builtDigest(): Promise<string> {
  return (await readFile(join(built, 'sources.sha256'), 'utf8')).trim();
}

export async function buildAll(report: (line: string) => void): Promise<void> {
  await mkdir(built, { recursive: true });
  const digest = await currentDigest();
  const folder = await mkdtemp(join(tmpdir(), 'kubeconform-wasm-'));
  try {
    report('compiling');
    const file = join(folder, 'kubeconform.wasm');
    await buildGoModule(go, file);
    report('packing, which takes half a minute');
    await writePacked('kubeconform.wasm.br', snapshotOf(await readFile(file), []), report);
    await writePacked('kubernetes-schemas.br', Buffer.from(schemasText()), report);
    await writeFile(join(built, 'LICENSES.txt'), `${await goLicenses(go)}\n${await celLicense()}`);
    await writeFile(join(built, 'sources.sha256'), `${digest}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writePacked(name: string, bytes: Uint8Array, report: (line: string) => void): Promise<void> {
  // The window is larger than the distance between the minors, so that each costs only its differences.
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const packed = await pack(bytes, { params });
  await writeFile(join(built, name), packed);
  report(`${name}: ${packed.length} bytes, of ${bytes.length}`);
}

/** A section per minor: a line of its name, one of the kinds, and one per definition. */
function schemasText(): string {
  const sections = kubernetesReleases.map((release) => {
    const { kinds, definitions } = bundleOf(definitionsOf(release));
    const lines = Object.entries(definitions).map(([name, schema]) => `${name}\t${JSON.stringify(schema)}`);
    const minor = release.split('.').slice(0, 2).join('.');
    return [`=${minor}`, JSON.stringify(kinds), ...lines].join('\n');
  });
  return `${sections.join('\n')}\n`;
}

/** The notice of the library that is part of the worker of rules. */
async function celLicense(): Promise<string> {
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', '@marcbachmann', 'cel-js');
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  return `---- ${name} ${version}\n\n${(await readFile(join(folder, 'LICENSE'), 'utf8')).trim()}\n`;
}
