import type { RawResult } from '../../validator.ts';
import { jsonOutput } from './json.ts';
import { junitOutput } from './junit.ts';
import { prettyOutput } from './pretty.ts';
import { tapOutput } from './tap.ts';
import { textOutput } from './text.ts';

export const outputNames = ['json', 'junit', 'pretty', 'tap', 'text'] as const;
export type OutputName = (typeof outputNames)[number];

/** What is said of one object of a file. */
export interface Finding extends RawResult {
  file: string;
}

export interface OutputOptions {
  summary: boolean;
  verbose: boolean;
  isStream: boolean;
}

/** Everything that is written, from all findings in order. The text is that of kubeconform, to the letter. */
export type Output = (findings: readonly Finding[], options: OutputOptions) => string;

export const outputs: Record<OutputName, Output> = {
  json: jsonOutput,
  junit: junitOutput,
  pretty: prettyOutput,
  tap: tapOutput,
  text: textOutput,
};
