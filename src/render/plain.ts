import { posix } from 'node:path';
import { PlumblineError } from '../errors/error.ts';
import { Texts } from '../manifests/position.ts';
import { readManifests } from '../manifests/read.ts';
import { decodeText } from '../manifests/read-text.ts';
import { Copies } from '../manifests/yaml-copies.ts';
import { limits } from '../manifests/yaml-events.ts';
import { chartName, kustomizationNames } from './kind.ts';
import type { ReadingSteps, Rendered } from './rendered.ts';
import type { FileSource } from './sources.ts';
import { inTurns } from './turns.ts';

const renderedOtherwise = new Map<string, string>([
  [chartName, 'a chart'],
  ...kustomizationNames.map((name) => [name, 'a kustomization'] as const),
]);

/**
 * Reads manifests in the order of the file names.
 * @throws MANIFEST_INVALID for a chart or a kustomization further down; FILE_UNREADABLE, MANIFEST_TOO_LARGE
 */
export async function renderPlain(
  source: FileSource,
  files: readonly string[],
  steps: ReadingSteps,
): Promise<Rendered> {
  refuseOthers(files);
  return inTurns(readEach(await source.read(files), steps));
}

function refuseOthers(files: readonly string[]): void {
  for (const file of files) {
    const what = renderedOtherwise.get(posix.basename(file));
    if (what === undefined) continue;
    throw new PlumblineError('MANIFEST_INVALID', `${what} within a folder of plain manifests`, {
      place: { file },
      remedy: `Make ${posix.dirname(file)} the path of a target of its own.`,
    });
  }
}

/** The pure step: contents to documents. */
export function readAll(contents: ReadonlyMap<string, Uint8Array>): Rendered {
  const files = readEach(contents, { shown: new Map() });
  for (;;) {
    const file = files.next();
    if (file.done === true) return file.value;
  }
}

/** The same, file by file. */
function* readEach(
  contents: ReadonlyMap<string, Uint8Array>,
  { fill, shown }: ReadingSteps,
): Generator<void, Rendered> {
  const texts = new Map<string, string>();
  const shownTexts = new Map<string, string>();
  const rendered: Rendered = {
    documents: [],
    hooks: [],
    files: contents.size,
    findings: [],
    errors: [],
    texts: new Texts(texts, shownTexts),
  };
  const copies = new Copies();
  for (const [file, bytes] of contents) {
    yield;
    try {
      texts.set(file, decodeText(bytes, file));
    } catch (thrown) {
      if (!(thrown instanceof PlumblineError)) throw thrown;
      rendered.errors.push(thrown);
      continue;
    }
    const text = texts.get(file) ?? '';
    shownTexts.set(file, shown.get(file) ?? text);
    const options = { copies, fill, shown: shownTexts.get(file) ?? text };
    const { manifests, findings, errors } = readManifests(text, file, options);
    append(rendered.documents, manifests);
    append(rendered.findings, findings);
    append(rendered.errors, errors);
    if (rendered.errors.length < limits.mistakes) continue;
    rendered.errors.push(manyMistakes(file));
    break;
  }
  return rendered;
}

/** A file may hold more than a call takes as arguments. */
function append<T>(to: T[], more: readonly T[]): void {
  for (const one of more) to.push(one);
}

const manyMistakes = (file: string): PlumblineError =>
  new PlumblineError(
    'MANIFEST_INVALID',
    `${limits.mistakes} mistakes or more: what comes after was not looked at`,
    {
      place: { file },
      remedy: 'Correct these first, or point path in plumbline.yaml at the folder that holds the manifests.',
    },
  );
