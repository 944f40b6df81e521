import { posix } from 'node:path';
import type { KustomizationResult } from '../../render-wasm/index.ts';
import { BuiltReader } from './built.ts';
import { kustomizationFiles } from './kustomization-files.ts';
import { mountBases } from './remote/mount.ts';
import { renderErrors, renderFinding } from './render-error.ts';
import type { Rendered, RenderTools } from './rendered.ts';
import type { FileSource } from './sources.ts';

/** Builds the kustomization of a folder. @param name of its file */
export async function renderKustomization(
  source: FileSource,
  path: string,
  name: string,
  { engine, steps, supply }: RenderTools,
): Promise<Rendered> {
  const own = await kustomizationFiles(source, path);
  const { files } = await mountBases(own.files, path, supply);
  const reader = new BuiltReader(files, steps);
  const nothing = { files: files.size, hooks: [], texts: reader.texts };
  let built: KustomizationResult;
  try {
    const renderer = await engine.renderer();
    built = await renderer.buildKustomization({ files, folder: path });
  } catch (thrown) {
    return { ...nothing, documents: [], findings: [], errors: renderErrors(thrown, path) };
  }
  const main = posix.join(path, name);
  const documents = built.documents.flatMap(({ text, file = main, original }) =>
    reader.read({ text, file, ...(original !== undefined && { origin: original }) }),
  );
  const warnings = built.warnings.map((warning) => renderFinding(warning, main));
  return {
    ...nothing,
    documents,
    texts: reader.texts,
    findings: [...warnings, ...reader.findings],
    errors: reader.errors,
  };
}
