import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { root, run } from '../command.ts';
import { licenses } from './licenses.ts';

/**
 * What is bundled from where. cli.cjs loads command.cjs; kubeconfig.cjs is loaded by the others only for exec
 * plugins and OIDC.
 */
const entries = {
  'dist/command.cjs': 'src/cli/main.ts',
  'dist/main.cjs': 'src/action/index.ts',
  'dist/guard.cjs': 'guard/main.ts',
  'dist/kubeconfig.cjs': 'src/cluster/kubeconfig-exec.ts',
  'dist/index.js': 'src/index.ts',
};

/** Where modules are looked for: beside the bundle. */
const define = { 'import.meta.dirname': '__dirname' };

const options: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  target: 'node24',
  minifyWhitespace: true,
  minifySyntax: true,
  // Names stay, for stack traces name functions, and errors their classes. `keepNames` would give them back
  // to short ones at run time, one call per closure made: a thirtieth of a plan's time.
  legalComments: 'none',
  logLevel: 'warning',
  // In a CommonJS bundle it is empty, which exec-plugin.ts reckons with.
  logOverride: { 'empty-import-meta': 'silent' },
};

/** Notices of what is compiled into the modules. */
const moduleLicenses = ['render-wasm/LICENSES.txt', 'kubeconform-wasm/built/LICENSES.txt'];

/** The modules that the bundles look for beside themselves, and where they are built. */
export const modules = {
  'dist/render.wasm.br': 'render-wasm/render.wasm.br',
  'dist/kubeconform.wasm.br': 'kubeconform-wasm/built/kubeconform.wasm.br',
  'dist/kubernetes-schemas.br': 'kubeconform-wasm/built/kubernetes-schemas.br',
};

/**
 * Everything in dist/: bundles for the command, the Action and the guard, the modules that they run, and the
 * toolkit with its types.
 */
export async function generate(): Promise<Record<string, string | Buffer>> {
  const { made, inputs } = await bundles();
  const copies = Object.entries(modules).map(([path, from]) => [path, readFileSync(join(root, from))]);
  return {
    ...made,
    'dist/LICENSES.txt': [
      licenses(inputs),
      ...moduleLicenses.map((file) => readFileSync(join(root, file), 'utf8')),
    ].join('\n'),
    ...Object.fromEntries(copies),
    ...(await declarations()),
  };
}

/** The bundles alone, and the files that went into them. */
export async function bundles(): Promise<{ made: Record<string, string>; inputs: string[] }> {
  const made: Record<string, string> = {
    'dist/cli.cjs': readFileSync(join(root, 'src/cli/launch.cjs'), 'utf8'),
  };
  const inputs: string[] = [];
  for (const [output, entry] of Object.entries(entries)) {
    const format = output.endsWith('.cjs') ? 'cjs' : 'esm';
    const result = await build({
      ...options,
      ...(format === 'cjs' && { define }),
      format,
      entryPoints: [entry],
    });
    made[output] = result.outputFiles?.[0]?.text ?? '';
    inputs.push(...Object.keys(result.metafile?.inputs ?? {}));
  }
  return { made, inputs };
}

/** A declaration file per module below dist/types, and dist/index.d.ts, which leads to them. */
async function declarations(): Promise<Record<string, string>> {
  // Within the checkout, for there the compiler finds the types of packages.
  const folder = mkdtempSync(join(root, 'node_modules', '.types-'));
  try {
    const flags = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly'];
    const files = ['--rootDir', root, '--outDir', folder, '--project', 'tsconfig.types.json'];
    if ((await run('tsc', [...flags, ...files])) !== 0)
      throw new Error('the types of src/index.ts are broken');
    const types = globSync('**/*.d.ts', { cwd: folder }).map((path) => [
      join('dist/types', path),
      readFileSync(join(folder, path), 'utf8'),
    ]);
    return { ...Object.fromEntries(types), 'dist/index.d.ts': "export * from './types/src/index.js';\n" };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
