import type { OutputName } from './output/index.ts';
import { outputNames } from './output/index.ts';

export interface Flags {
  files: string[];
  kubernetesVersion: string;
  schemaLocations: string[];
  definitions: string[];
  skip: string[];
  reject: string[];
  ignoreFilenamePatterns: RegExp[];
  output: OutputName;
  workers: number | undefined;
  ignoreMissingSchemas: boolean;
  exitOnError: boolean;
  strict: boolean;
  summary: boolean;
  verbose: boolean;
  help: boolean;
  version: boolean;
}

type Toggle = 'ignoreMissingSchemas' | 'exitOnError' | 'strict' | 'summary' | 'verbose' | 'help' | 'version';

export interface Flag {
  usage: string;
  /** Absent for a flag without a value. */
  value?: string;
  set(flags: Flags, text: string): void;
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

const toggle = (key: Toggle, usage: string): Flag => ({
  usage,
  set: (flags, text) => {
    flags[key] = text !== 'false';
  },
});

const isOutput = (name: string): name is OutputName => outputNames.some((one) => one === name);

/** The flags of kubeconform, and our `-crd`. What is about fetching is taken, and does nothing. */
export const knownFlags: Record<string, Flag> = {
  cache: { value: 'string', usage: 'no effect: nothing is fetched', set: () => undefined },
  crd: {
    value: 'file',
    usage:
      'file with CustomResourceDefinitions, whose resources are validated too (can be specified multiple times)',
    set: (flags, text) => flags.definitions.push(text),
  },
  debug: { usage: 'no effect', set: () => undefined },
  'exit-on-error': toggle('exitOnError', 'immediately stop when the first error is encountered'),
  h: toggle('help', 'show help information'),
  'ignore-filename-pattern': {
    value: 'value',
    usage: 'regular expression specifying paths to ignore (can be specified multiple times)',
    set: (flags, text) => flags.ignoreFilenamePatterns.push(new RegExp(text)),
  },
  'ignore-missing-schemas': toggle(
    'ignoreMissingSchemas',
    'skip files with missing schemas instead of failing',
  ),
  'insecure-skip-tls-verify': { usage: 'no effect: nothing is fetched', set: () => undefined },
  'kubernetes-version': {
    value: 'version',
    usage:
      'version of Kubernetes to validate against, e.g.: 1.36.2, 1.36 or master, the newest (default master)',
    set: (flags, text) => {
      flags.kubernetesVersion = text;
    },
  },
  n: {
    value: 'int',
    usage: 'number of workers to run concurrently (default 1, and 2 for many files)',
    set: (flags, text) => {
      const count = Number(text);
      if (!Number.isInteger(count) || count < 1) throw new Error('it must be a number from 1');
      flags.workers = count;
    },
  },
  output: {
    value: 'string',
    usage: `output format - ${outputNames.join(', ')} (default "text")`,
    set: (flags, text) => {
      if (!isOutput(text)) throw new Error(`it must be one of ${outputNames.join(', ')}`);
      flags.output = text;
    },
  },
  reject: {
    value: 'string',
    usage: 'comma-separated list of kinds or GVKs to reject',
    set: (flags, text) => flags.reject.push(...list(text)),
  },
  'schema-location': {
    value: 'value',
    usage: 'path of schemas, asked in order; "default" are those inside (can be specified multiple times)',
    set: (flags, text) => flags.schemaLocations.push(text),
  },
  skip: {
    value: 'string',
    usage: 'comma-separated list of kinds or GVKs to ignore',
    set: (flags, text) => flags.skip.push(...list(text)),
  },
  strict: toggle('strict', 'disallow additional properties not in schema or duplicated keys'),
  summary: toggle('summary', 'print a summary at the end (ignored for junit output)'),
  v: toggle('version', 'show version information'),
  verbose: toggle('verbose', 'print results for all resources (ignored for tap and junit output)'),
};

export function usage(): string {
  const lines = Object.entries(knownFlags).map(([name, { value, usage: text }]) => {
    return `  -${name}${value === undefined ? '' : ` ${value}`}\n    \t${text}`;
  });
  return ['Usage: kubeconform-wasm [OPTION]... [FILE OR FOLDER]...', ...lines].join('\n');
}
