import { PlumblineError } from '../errors/error.ts';
import { stringField } from '../manifests/json.ts';
import { Texts } from '../manifests/position.ts';
import { type RawDocument, readManifests } from '../manifests/read.ts';
import type { Json } from '../manifests/types.ts';
import { Copies } from '../manifests/yaml-copies.ts';
import { limits } from '../manifests/yaml-events.ts';
import type { Finding } from '../plan/types.ts';
import type { Folder } from './folder.ts';
import type { ReadingSteps } from './rendered.ts';
import { type Origin, RenderedSources } from './rendered-source.ts';

/** A text that kustomize or Helm printed, and where it comes from. */
export interface BuiltText {
  text: string;
  file: string;
  /** What its object is called there, where that is not what it is called now. */
  origin?: Origin;
}

/**
 * Reads what was rendered, and places each object where it comes from. A mistake in the text itself is shown in
 * what was rendered, for it need not be in any file.
 */
export class BuiltReader {
  readonly #sources: RenderedSources;
  readonly #copies = new Copies();
  readonly #fill: ReadingSteps['fill'];
  readonly findings: Finding[] = [];
  readonly errors: PlumblineError[] = [];

  /** @param isTemplate whether braces in a file are a template's actions; default: none is a template */
  constructor(
    files: Folder,
    { fill, shown }: ReadingSteps,
    isTemplate: (file: string) => boolean = () => false,
  ) {
    this.#sources = new RenderedSources(files, shown, isTemplate);
    this.#fill = fill;
  }

  /** The texts of the files, for places; complete when all is read. */
  get texts(): Texts {
    return new Texts(this.#sources.texts, this.#sources.shown);
  }

  read({ text, file, origin }: BuiltText): RawDocument[] {
    if (this.errors.length >= limits.mistakes) return [];
    let isFound = true;
    const read = readManifests(text, file, {
      copies: this.#copies,
      fill: this.#fill,
      originOf: (value) => {
        const found = this.#sources.originOf(file, origin ?? namesOf(value));
        isFound &&= found !== undefined;
        return found;
      },
    });
    const { manifests } = read;
    if (isFound && manifests.length > 0) this.findings.push(...read.findings);
    else this.findings.push(...read.findings.map((finding) => ({ ...finding, place: { file } })));
    const isPlaced = (error: PlumblineError): boolean => isFound && error.code !== 'MANIFEST_SYNTAX';
    this.errors.push(...read.errors.map((error) => (isPlaced(error) ? error : inRendered(error, file))));
    if (isFound) return manifests;
    return manifests.map(({ object }) => ({
      object,
      source: this.#sources.of(file, origin ?? namesOf(object)),
    }));
  }
}

const namesOf = (value: Json): Origin => ({
  kind: stringField(value, 'kind') ?? '',
  name: stringField(value, 'metadata', 'name') ?? '',
});

/** Line and column are of the rendered text: the excerpt keeps them, the place does not. */
function inRendered(error: PlumblineError, file: string): PlumblineError {
  const { excerpt, remedy, object } = error;
  return new PlumblineError(error.code, `in what it renders to: ${error.message}`, {
    place: { file },
    ...(object !== undefined && { object }),
    ...(excerpt !== undefined && { excerpt }),
    ...(remedy !== undefined && { remedy }),
    cause: error,
  });
}
