// Builds the module: `node render-wasm/build.ts`. It is current where `currentDigest` is what stands beside it.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { buildGoModule, sandboxGo, sourcesDigest } from '../wasm-sandbox/build.ts';
import { snapshotOf } from '../wasm-sandbox/snapshot.ts';

const go = join(import.meta.dirname, 'go');

/** The commands that give the same as this module; go.mod has their libraries. */
export const helmVersion = 'v4.3.1';
export const kustomizeVersion = 'v5.8.2';

/** Charts and kustomizations read the versions, which are set as the projects' own releases set them. */
const linkerFlags = [
  `-X helm.sh/helm/v4/internal/version.version=${helmVersion}`,
  `-X sigs.k8s.io/kustomize/api/provenance.version=kustomize/${kustomizeVersion}`,
].join(' ');

export const packedFile = join(import.meta.dirname, 'render.wasm.br');
const digestFile = join(import.meta.dirname, 'render.wasm.digest');

/** What they make at their first use is made before the snapshot: kustomize's schemas, the functions of templates. */
const warmUp = [
  {
    operation: 'kustomization',
    request: {
      texts: {
        'app/kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: a-\n',
        'app/a.yaml': 'apiVersion: example.com/v1\nkind: Any\nmetadata: { name: a }\n',
      },
      folder: 'app',
    },
  },
  {
    operation: 'chart',
    request: {
      texts: {
        'Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
        'templates/a.yaml': 'a: {{ .Values | toYaml | quote }}\n',
      },
      folder: '.',
      values: [],
      releaseName: 'a',
      namespace: 'a',
      kubernetesVersion: '',
      apiVersions: [],
      isUpgrade: false,
    },
  },
];

/** Of all that the module is made from. */
export async function currentDigest(): Promise<string> {
  const sources = await sourcesDigest([go, sandboxGo]);
  return createHash('sha256')
    .update(JSON.stringify([linkerFlags, warmUp, sources]))
    .digest('hex');
}

/** Of the sources that the committed module was built from. */
export const builtDigest = async (): Promise<string> => (await readFile(digestFile, 'utf8')).trim();

/** Takes two minutes of one processor, most of them for packing. */
async function build(): Promise<void> {
  const digest = await currentDigest();
  const folder = await mkdtemp(join(tmpdir(), 'render-wasm-'));
  try {
    const file = join(folder, 'render.wasm');
    await buildGoModule(go, file, { linkerFlags });
    const raw = snapshotOf(await readFile(file), warmUp);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    };
    const packed = await promisify(brotliCompress)(raw, { params });
    await writeFile(packedFile, packed);
    await writeFile(digestFile, `${digest}\n`);
    process.stdout.write(`${packedFile}: ${raw.length} bytes, packed ${packed.length}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) await build();
