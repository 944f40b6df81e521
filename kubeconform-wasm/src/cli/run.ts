import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { SandboxError } from '../../../wasm-sandbox/index.ts';
import { KubeconformError } from '../errors.ts';
import { createSandboxedValidator, type SandboxedValidator } from '../validator.ts';
import { type FoundFile, findFiles, systemMessage } from './find.ts';
import { type Flags, usage } from './flag-list.ts';
import { parseFlags, UsageError } from './flags.ts';
import { type Finding, outputs } from './output/index.ts';

declare const packageVersion: string | undefined;

/** How many files are open at the same time. */
const openFiles = 32;

export interface Io {
  stdin: NodeJS.ReadStream;
  out(text: string): void;
  err(text: string): void;
}

/** Runs the command, and returns its exit code: 0 where nothing is invalid and nothing failed, else 1. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    const flags = parseFlags(args);
    if (flags.help) io.out(`${usage()}\n`);
    else if (flags.version)
      io.out(`${typeof packageVersion === 'string' ? packageVersion : 'development'}\n`);
    else return await judge(flags, io);
    return 0;
  } catch (thrown) {
    if (thrown instanceof UsageError) io.err(`${thrown.message}\n${usage()}\n`);
    else if (thrown instanceof KubeconformError || thrown instanceof SandboxError)
      io.err(`${thrown.message}\n`);
    else throw thrown;
    return 1;
  }
}

async function judge(flags: Flags, io: Io): Promise<number> {
  const isStream = flags.files.length === 0 || (flags.files.length === 1 && flags.files[0] === '-');
  if (isStream && io.stdin.isTTY) {
    io.err('failing to read data from stdin\n');
    return 1;
  }
  await using validator = await createSandboxedValidator({
    kubernetesVersion: flags.kubernetesVersion,
    strict: flags.strict,
    skip: flags.skip,
    reject: flags.reject,
    ignoreMissingSchemas: flags.ignoreMissingSchemas,
    schemas: await Promise.all(flags.definitions.map((file) => definitionsIn(file))),
    ...(flags.schemaLocations.length > 0 && { schemaLocations: flags.schemaLocations }),
    ...(flags.workers !== undefined && { workers: flags.workers }),
  });
  const all = isStream ? await judgeStream(validator, io.stdin) : await judgeFiles(validator, flags);
  const isBad = ({ status }: Finding): boolean => status === 'invalid' || status === 'error';
  const first = all.findIndex(isBad);
  const findings = flags.exitOnError && first >= 0 ? all.slice(0, first + 1) : all;
  io.out(outputs[flags.output](findings, { ...flags, isStream }));
  const warnings = new Set(findings.flatMap(({ warnings: texts = [] }) => texts));
  for (const warning of warnings) io.err(`warning: ${warning}\n`);
  return first >= 0 ? 1 : 0;
}

async function definitionsIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new KubeconformError('SCHEMA_INVALID', `-crd: ${systemMessage(cause)}`, { cause });
  }
}

async function judgeStream(validator: SandboxedValidator, stdin: NodeJS.ReadStream): Promise<Finding[]> {
  const results = await validator.validateTexts([await textOf(stdin)], { isStream: true });
  return results.map((one) => ({ ...one, file: 'stdin' }));
}

async function judgeFiles(validator: SandboxedValidator, flags: Flags): Promise<Finding[]> {
  const found = await readAll(await findFiles(flags.files, flags.ignoreFilenamePatterns));
  const readable = found.filter((one) => one.text !== undefined);
  const results = await validator.validateTexts(readable.map(({ text = '' }) => text));
  const byFile = Map.groupBy(results, ({ source }) => readable[source]);
  return found.flatMap((one): Finding[] => {
    const { file, error } = one;
    if (error === undefined) return (byFile.get(one) ?? []).map((result) => ({ ...result, file }));
    return [{ file, source: -1, status: 'error', apiVersion: '', kind: '', name: '', message: error }];
  });
}

interface ReadFile extends FoundFile {
  text?: string;
}

async function readAll(found: readonly FoundFile[]): Promise<ReadFile[]> {
  const all: ReadFile[] = [];
  for (let start = 0; start < found.length; start += openFiles)
    all.push(...(await Promise.all(found.slice(start, start + openFiles).map(read))));
  return all;
}

async function read(one: FoundFile): Promise<ReadFile> {
  if (one.error !== undefined) return one;
  try {
    return { ...one, text: await readFile(one.file, 'utf8') };
  } catch (thrown) {
    return { ...one, error: systemMessage(thrown) };
  }
}
