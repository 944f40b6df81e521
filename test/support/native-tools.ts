import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withBuildLock } from '../../local-cluster/build-lock.ts';
import { cacheFolder } from '../../local-cluster/folders.ts';
import { helmVersion, kustomizeVersion } from '../../render-wasm/build.ts';

const packages = {
  kustomize: `sigs.k8s.io/kustomize/kustomize/v5@${kustomizeVersion}`,
  helm: `helm.sh/helm/v4/cmd/helm@${helmVersion}`,
};

/** How long the first call on a machine may take: Helm needs three minutes of a processor. */
export const nativeToolTimeoutMs = 1_200_000;

/** The command as its own project builds it, of the version that is compiled to WebAssembly: once per machine. */
export async function nativeTool(name: keyof typeof packages): Promise<string> {
  const [, version = ''] = packages[name].split('@');
  const program = join(cacheFolder(), `${name}-${version}`);
  if (existsSync(program)) return program;
  await mkdir(cacheFolder(), { recursive: true });
  await withBuildLock(
    `${program}.lock`,
    () => {},
    async () => {
      if (!existsSync(program)) await install(name, program);
    },
  );
  return program;
}

async function install(name: keyof typeof packages, program: string): Promise<void> {
  const folder = await mkdtemp(`${program}.`);
  try {
    const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOBIN: folder };
    // A chart reads the version of its Helm, which is set as Helm's own releases set it.
    const link = `-ldflags=-s -w -X helm.sh/helm/v4/internal/version.version=${helmVersion}`;
    const args = ['-n', '10', 'go', 'install', '-trimpath', '-buildvcs=false', link, packages[name]];
    await promisify(execFile)('nice', args, { cwd: folder, env });
    await rename(join(folder, name), program);
  } finally {
    await rm(folder, { recursive: true });
  }
}
