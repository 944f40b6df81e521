import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import {
  type FileSet,
  type Problem,
  RenderError,
  Renderer,
  type RendererOptions,
  type RenderLimits,
} from '../../../render-wasm/index.ts';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures');

/** The names of the cases below a folder of fixtures. */
export const casesOf = async (kind: string): Promise<string[]> =>
  (await readdir(join(fixtures, kind))).sort();

/** The files of a case, and which folder of it is the target: the one of this name. */
export async function readCase(
  kind: string,
  name: string,
): Promise<{ root: string; files: FileSet; folder: string }> {
  const root = join(fixtures, kind, name);
  const files = new Map<string, Uint8Array>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(relative(root, path), await readFile(path));
  }
  const [folder] = [...files.keys()].flatMap((file) => /^(?:.*\/)?target(?=\/)/.exec(file) ?? []);
  if (folder === undefined) throw new Error(`${root} has no folder named target`);
  return { root, files, folder };
}

/** Does something with the files where a native command can read them. */
export async function onDisk<T>(files: FileSet, work: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'plumbline-render-'));
  try {
    for (const [file, bytes] of files) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), bytes);
    }
    return await work(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** What a native command prints; undefined where it fails. */
export async function printedBy(program: string, args: string[], cwd: string): Promise<string | undefined> {
  try {
    const env = { PATH: '/nowhere', HOME: cwd };
    return (await promisify(execFile)(program, args, { cwd, env, maxBuffer: 2 ** 28 })).stdout;
  } catch (thrown) {
    if (Error.isError(thrown) && 'code' in thrown && typeof thrown.code === 'number') return undefined;
    throw thrown;
  }
}

/** What ours gives; undefined where it throws what is wrong with the files. */
export async function unlessRefused<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof RenderError) return undefined;
    throw thrown;
  }
}

/** What is wrong with the files; nothing where they are rendered. */
export async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work;
    return [];
  } catch (thrown) {
    if (thrown instanceof RenderError) return thrown.problems;
    throw thrown;
  }
}

/** The committed module, or the one that RENDER_WASM names while it is worked on. */
export async function openRenderer(
  limits: Partial<RenderLimits> = {},
  options: RendererOptions = {},
): Promise<Renderer> {
  const module = process.env.RENDER_WASM;
  return await Renderer.load({ ...options, limits, ...(module !== undefined && { module }) });
}

/** Files by their texts. */
export const filesOf = (texts: Record<string, string>): FileSet =>
  new Map(Object.entries(texts).map(([file, text]) => [file, Buffer.from(text)]));
