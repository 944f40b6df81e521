import { readFileSync } from 'node:fs';
import { PlumblineError } from '../errors/error.ts';
import { Identities } from '../render/sops/identities.ts';
import { SopsError } from '../render/sops/sops-error.ts';

export interface AgeKeySources {
  /** The keys themselves, as an input of the Action has them. */
  text?: string;
  /** Of `--age-key-file`. */
  file?: string;
}

/**
 * Takes the age keys out of the environment, so that no process that is started later, such as Git's, sees them.
 * The keys are read when they are wanted: most targets want none.
 * @returns gives the keys @throws BAD_USAGE for a file that cannot be read, UNSUPPORTED for keys of another kind
 */
export function takeAgeKeys(env: NodeJS.ProcessEnv, { text, file }: AgeKeySources = {}): () => Identities {
  const { SOPS_AGE_KEY: key, SOPS_AGE_KEY_FILE: keyFile } = env;
  for (const name of ['SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE', 'SOPS_AGE_KEY_CMD', 'INPUT_AGE-KEY'])
    delete env[name];
  let read: Identities | undefined;
  return () => {
    read ??= parse([text, key, readKeys(file ?? keyFile)].filter((one) => one !== undefined).join('\n'));
    return read;
  };
}

function readKeys(file: string | undefined): string | undefined {
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('BAD_USAGE', 'the file of age keys cannot be read', {
      place: { file },
      cause,
      remedy: 'Correct --age-key-file, or SOPS_AGE_KEY_FILE.',
    });
  }
}

function parse(text: string): Identities {
  try {
    return Identities.parse(text);
  } catch (thrown) {
    if (!(thrown instanceof SopsError)) throw thrown;
    throw new PlumblineError(thrown.code, thrown.message, { remedy: thrown.remedy });
  }
}
