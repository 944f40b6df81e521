import { type Flags, knownFlags } from './flag-list.ts';

/** A command line that cannot be understood. */
export class UsageError extends Error {}

/** Flags as Go reads them: one dash or two, `-flag value` or `-flag=value`, up to the first file. */
export function parseFlags(args: readonly string[]): Flags {
  const flags: Flags = {
    files: [],
    kubernetesVersion: 'master',
    schemaLocations: [],
    definitions: [],
    skip: [],
    reject: [],
    ignoreFilenamePatterns: [],
    output: 'text',
    workers: undefined,
    ignoreMissingSchemas: false,
    exitOnError: false,
    strict: false,
    summary: false,
    verbose: false,
    help: false,
    version: false,
  };
  const left = [...args];
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    if (arg === '-' || !arg.startsWith('-')) {
      flags.files = [arg, ...left];
      break;
    }
    if (arg === '--') {
      flags.files = left;
      break;
    }
    setFlag(flags, arg, left);
  }
  return flags;
}

function setFlag(flags: Flags, arg: string, left: string[]): void {
  const [, name = '', given] = /^--?([^=]*)=?(?<==)(.*)$/s.exec(arg) ?? /^--?(.*)$/s.exec(arg) ?? [];
  const key = name === 'help' ? 'h' : name;
  const flag = Object.hasOwn(knownFlags, key) ? knownFlags[key] : undefined;
  if (flag === undefined) throw new UsageError(`flag provided but not defined: -${name}`);
  const text = flag.value === undefined ? (given ?? 'true') : (given ?? left.shift());
  if (text === undefined) throw new UsageError(`flag needs an argument: -${name}`);
  try {
    flag.set(flags, text);
  } catch (cause) {
    const why = Error.isError(cause) ? cause.message : String(cause);
    throw new UsageError(`invalid value "${text}" for flag -${name}: ${why}`, { cause });
  }
}
