import { PlumblineError } from '../../errors/error.ts';
import { gather } from '../../errors/gather.ts';
import { positionAt } from '../../manifests/position.ts';
import { utf8 } from '../../manifests/read-text.ts';
import { addSecret, type Sensitive } from '../../manifests/sensitive.ts';
import type { FileSource } from '../sources.ts';
import { decryptFile } from './decrypt-file.ts';
import type { Identities } from './identities.ts';
import { SopsError } from './sops-error.ts';

/**
 * The same files, those decrypted that SOPS has encrypted. What they hold is told to `sensitive`. Of a whole
 * folder those that cannot be decrypted stay as they are, and are told to `unopened`: who takes the folder need
 * not use them.
 * @throws DECRYPTION_FAILED, UNSUPPORTED where they are read by their names; every file is told, the first with
 * the rest as `others`
 */
export function decryptedSource(
  source: FileSource,
  identities: Identities,
  sensitive: Sensitive,
  unopened: Map<string, PlumblineError>,
): FileSource {
  const decrypt = async (contents: Map<string, Uint8Array>): Promise<PlumblineError[]> => {
    const errors: PlumblineError[] = [];
    for (const [file, bytes] of contents) {
      try {
        const decrypted = await decryptFile(file, bytes, identities);
        if (decrypted === undefined) continue;
        for (const secret of decrypted.secrets) addSecret(sensitive, secret);
        sensitive.files.set(file, utf8(bytes));
        contents.set(file, decrypted.bytes);
      } catch (thrown) {
        if (!(thrown instanceof SopsError)) throw thrown;
        errors.push(placed(thrown, file, utf8(bytes)));
      }
    }
    return errors;
  };
  return {
    root: source.root,
    real: (path) => source.real(path),
    list: (path) => source.list(path),
    read: async (files) => {
      const contents = await source.read(files);
      const [first, ...others] = await decrypt(contents);
      if (first !== undefined) throw gather([first, ...others]);
      return contents;
    },
    folder: async (path) => {
      const contents = await source.folder(path);
      if (contents === undefined) return undefined;
      for (const error of await decrypt(contents)) unopened.set(error.place?.file ?? '', error);
      return contents;
    },
  };
}

function placed({ message, remedy, code, offset }: SopsError, file: string, text: string): PlumblineError {
  return new PlumblineError(code, `the file cannot be decrypted: ${message}`, {
    place: { file, ...(offset !== undefined && positionAt(text, offset)) },
    remedy,
  });
}
