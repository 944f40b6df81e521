import type { PlumblineError } from '../errors/error.ts';
import type { Finding } from '../plan/types.ts';
import { isObject } from './json.ts';
import { type Lines, linesOf } from './lines.ts';
import { type Item, takeApart } from './list.ts';
import { normalise, serverFields } from './normalise.ts';
import { checkShape, labelOf, type Origin } from './read-check.ts';
import { syntaxError } from './read-text.ts';
import type { Json, JsonObject, KubeObject, Source } from './types.ts';
import { readYaml, type YamlDocument } from './yaml.ts';
import type { Copies } from './yaml-copies.ts';
import { limits, YamlError } from './yaml-events.ts';
import { kubernetes } from './yaml-scalar.ts';

/** A manifest as its file has it, normalised; its namespace is not defaulted yet. */
export interface RawDocument {
  object: KubeObject;
  source: Source;
}

export interface ReadManifests {
  manifests: RawDocument[];
  findings: Finding[];
  /** Every mistake of the file; those manifests are not among the others. */
  errors: PlumblineError[];
}

/** Fills in a manifest before anything is made of it. */
export type Fill = (
  value: Json,
  origin: Origin,
) => {
  value: Json;
  errors: PlumblineError[];
  /** Why the manifest is not among the others. */
  leftOut?: Finding;
};

export interface ReadOptions {
  /** What aliases added to the other files of the same set. */
  copies?: Copies;
  /** The file as it is shown, where the text has something else in the same places. */
  shown?: string;
  /** Where a manifest of a rendered text is to be looked for; undefined where only the text tells. */
  originOf?: (value: Json) => Origin | undefined;
  fill?: Fill | undefined;
}

/**
 * Reads the manifests of one YAML or JSON text. Lists are taken apart, empty documents skipped; mistakes are
 * collected, not thrown (MANIFEST_SYNTAX, MANIFEST_INVALID, MANIFEST_TOO_LARGE, UNSUPPORTED). After very many
 * mistakes the rest of the text is not looked at.
 * @param text without byte order mark, as decodeText gives it
 * @param file the name that places get
 */
export function readManifests(text: string, file: string, options: ReadOptions = {}): ReadManifests {
  const { copies, shown = text, originOf, fill } = options;
  const result: ReadManifests = { manifests: [], findings: [], errors: [] };
  const lines = linesOf(text);
  for (const document of parse(text, file, result.errors, copies)) {
    for (const item of takeApart(document.value)) {
      const origin = originOf?.(item.value) ?? {
        source: sourceOf(file, document, item, lines),
        text,
        shown,
      };
      const { source } = origin;
      const filled: ReturnType<Fill> = fill?.(item.value, origin) ?? { value: item.value, errors: [] };
      if (filled.leftOut !== undefined) {
        result.findings.push(filled.leftOut);
        continue;
      }
      const errors = filled.errors.length > 0 ? filled.errors : checkShape(filled.value, origin);
      result.errors.push(...errors);
      if (result.errors.length >= limits.mistakes) return result;
      if (errors.length > 0) continue;
      // checkShape has seen apiVersion, kind and metadata.name.
      const object = filled.value as KubeObject;
      result.findings.push(...copiedFromCluster(object, source));
      result.manifests.push({ object: normalise(object), source });
    }
  }
  return result;
}

function parse(text: string, file: string, errors: PlumblineError[], copies?: Copies): YamlDocument[] {
  try {
    return readYaml(text, kubernetes, copies);
  } catch (thrown) {
    if (!(thrown instanceof YamlError)) throw thrown;
    errors.push(syntaxError(thrown, text, file));
    return [];
  }
}

function sourceOf(file: string, document: YamlDocument, { value, items }: Item, lines: Lines): Source {
  const offset = (isObject(value) ? document.offsets.get(value) : undefined) ?? document.offset;
  // In the order in which they are stored.
  return {
    document: document.document,
    file,
    ...(items.length > 0 && { items }),
    line: lines.position(offset).line,
  };
}

function copiedFromCluster(object: KubeObject, { file, line }: Source): Finding[] {
  const fields = serverFields(object);
  if (fields.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'SERVER_FIELDS',
      message: `${fields.join(', ')}: only the API server writes these; they are left out`,
      object: labelOf(object as JsonObject),
      place: { file, line },
      remedy: 'Remove them from the manifest.',
    },
  ];
}
