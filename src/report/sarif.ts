import { stringifyJson } from '../manifests/json.ts';
import type { Json, JsonObject } from '../manifests/types.ts';
import type { Finding } from '../plan/types.ts';
import { clip, plainText } from './plain.ts';
import type { ValidationReport } from './types.ts';

/** GitHub shows this much of a message, and takes this many results of one run. */
const longest = 1000;
const mostResults = 5000;

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * A validation as SARIF 2.1.0 (OASIS), as GitHub's code scanning takes it: one rule per code, each result at
 * its place. What has no place of its own is told at the configuration.
 * @param options.configuration path of plumbline.yaml from the repository's root
 */
export function validationSarif(
  { targets }: ValidationReport,
  options: { version: string; configuration: string },
): string {
  const problems = targets.flatMap(({ errors, findings }): Finding[] => [
    ...errors.map((error) => ({ ...error, severity: 'error' as const })),
    ...findings,
  ]);
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Plumbline',
            version: options.version,
            rules: codes.map((code) => ({ id: code, name: code, shortDescription: { text: words(code) } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems
          .slice(0, mostResults)
          .map((problem) => resultOf(problem, codes.indexOf(problem.code), options.configuration)),
      },
    ],
  };
  return `${stringifyJson(log as unknown as Json, 2)}\n`;
}

/** `MANIFEST_INVALID`: Manifest invalid. */
function words(code: string): string {
  const text = code.toLowerCase().replaceAll('_', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function resultOf(problem: Finding, ruleIndex: number, configuration: string): JsonObject {
  const { severity, code, message, object, place, remedy } = problem;
  const sentences = [object === undefined ? message : `${object}: ${message}`, remedy];
  const text = sentences.filter((sentence) => sentence !== undefined).join('. ');
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: clip(plainText(text), longest) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(place?.file ?? configuration), uriBaseId: '%SRCROOT%' },
          // A line is needed for the result to be shown in a pull request.
          region: {
            startLine: place?.line ?? 1,
            ...(place?.column !== undefined && { startColumn: place.column }),
          },
        },
      },
    ],
  };
}

/** A relative path as a URI reference. */
const uriOf = (file: string): string => file.toWellFormed().split('/').map(encodeURIComponent).join('/');
