import { isObject, stringField } from '../manifests/json.ts';
import { linesOf } from '../manifests/lines.ts';
import { takeApart } from '../manifests/list.ts';
import type { Origin as PlacedOrigin } from '../manifests/read-check.ts';
import { utf8 } from '../manifests/read-text.ts';
import type { JsonObject, Source } from '../manifests/types.ts';
import { readYaml } from '../manifests/yaml.ts';
import { YamlError } from '../manifests/yaml-events.ts';
import { kubernetes } from '../manifests/yaml-scalar.ts';
import { blankActions, couldPrint, writtenOut } from './template-text.ts';

/** What an object is called in the file that it comes from. */
export interface Origin {
  kind: string;
  name: string;
}

interface Candidate extends Origin {
  source: Source;
}

/**
 * Finds rendered objects in the files that they were rendered from: a chart's templates, with their actions
 * blanked, and what a kustomization is made of. What is not found there has the file alone for a place.
 */
export class RenderedSources {
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #candidates = new Map<string, Candidate[]>();
  readonly #exactNames = new Map<string, Map<string, Source>>();
  /** The texts in which places are found, by file. */
  readonly texts = new Map<string, string>();
  /** The same as they stand in the files, for excerpts. */
  readonly shown = new Map<string, string>();
  readonly #instead: ReadonlyMap<string, string>;
  readonly #isTemplate: (file: string) => boolean;

  /**
   * @param instead texts that are shown instead of those of the files
   * @param isTemplate whether braces in a file are a template's actions
   */
  constructor(
    files: ReadonlyMap<string, Uint8Array>,
    instead: ReadonlyMap<string, string> = new Map(),
    isTemplate: (file: string) => boolean = () => true,
  ) {
    this.#files = files;
    this.#instead = instead;
    this.#isTemplate = isTemplate;
  }

  /** Where the object stands in its file; the first line of the file where it is not found. */
  of(file: string, { kind, name }: Origin): Source {
    const exact = this.#exact(file).get(`${kind} ${name}`);
    if (exact !== undefined) return exact;
    const ofKind = this.#candidatesIn(file).filter((one) => one.kind === kind);
    // `{{ .name }}` can print all that `{{ .name }}-web` can: what is written out tells more.
    const named = ofKind
      .filter((one) => couldPrint(one.name, name))
      .sort((a, b) => writtenOut(b.name) - writtenOut(a.name));
    const [only] = named.length > 0 ? named : ofKind.length === 1 ? ofKind : [];
    // Of several that may be it all the same, such as two branches', the first is as good as any.
    return only?.source ?? { document: 0, file, line: 1 };
  }

  /** The same with the texts of the file, where it can be read. */
  originOf(file: string, object: Origin): PlacedOrigin | undefined {
    const source = this.of(file, object);
    const [text, shown] = [this.texts.get(file), this.shown.get(file)];
    return text === undefined || shown === undefined ? undefined : { source, text, shown };
  }

  /** Those whose names no action prints, of which a file may have thousands: the first of each name. */
  #exact(file: string): Map<string, Source> {
    const known = this.#exactNames.get(file);
    if (known !== undefined) return known;
    const found = new Map(
      this.#candidatesIn(file)
        .toReversed()
        .map(({ kind, name, source }) => [`${kind} ${name}`, source]),
    );
    this.#exactNames.set(file, found);
    return found;
  }

  #candidatesIn(file: string): Candidate[] {
    const known = this.#candidates.get(file);
    if (known !== undefined) return known;
    const found = this.#read(file);
    this.#candidates.set(file, found);
    return found;
  }

  #read(file: string): Candidate[] {
    const bytes = this.#files.get(file);
    if (bytes === undefined) return [];
    const whole = utf8(bytes);
    const text = this.#isTemplate(file) ? blankActions(whole) : whole;
    try {
      const found = candidates(text, file);
      this.texts.set(file, text);
      this.shown.set(file, this.#instead.get(file) ?? whole);
      return found;
    } catch (thrown) {
      // Two branches with the same keys, or actions that leave no YAML behind: then lines must do.
      if (thrown instanceof YamlError) return candidatesByLine(text, file);
      throw thrown;
    }
  }
}

function candidates(text: string, file: string): Candidate[] {
  const lines = linesOf(text);
  return readYaml(text, kubernetes).flatMap((document) =>
    takeApart(document.value).flatMap(({ value, items }) => {
      if (!isObject(value)) return [];
      const kind = stringField(value as JsonObject, 'kind');
      const name = stringField(value as JsonObject, 'metadata', 'name');
      if (kind === undefined || name === undefined) return [];
      const offset = document.offsets.get(value) ?? document.offset;
      const source: Source = {
        document: document.document,
        file,
        ...(items.length > 0 && { items }),
        line: lines.position(offset).line,
      };
      return [{ kind, name, source }];
    }),
  );
}

/** By the lines `kind: …` and the first `name: …` after `metadata:`, document by document. */
function candidatesByLine(text: string, file: string): Candidate[] {
  return documentsOf(text).flatMap((lines, document) => {
    const first = lines.find(({ text: line }) => line.trim() !== '');
    const kind = lines.map(({ text: line }) => kindLine.exec(line)?.[1]).find((found) => found !== undefined);
    if (kind === undefined || first === undefined) return [];
    const metadata = lines.findIndex(({ text: line }) => line.startsWith('metadata:'));
    const below = metadata < 0 ? [] : lines.slice(metadata + 1);
    const name = below.map(({ text: line }) => nameLine.exec(line)?.[1]).find((found) => found !== undefined);
    return [{ kind, name: name ?? '', source: { document, file, line: first.number } }];
  });
}

const kindLine = /^kind: *["']?(\w+)/;
const nameLine = /^ +name: *["']?([^"'\s]+)/;

interface Line {
  text: string;
  number: number;
}

function documentsOf(text: string): Line[][] {
  const documents: Line[][] = [[]];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('---')) documents.push([]);
    else documents.at(-1)?.push({ text: line, number: index + 1 });
  }
  return documents;
}
