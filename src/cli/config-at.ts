import { relative } from 'node:path';
import { parseConfig } from '../config/parse.ts';
import type { Config } from '../config/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import { git } from '../git/command.ts';

/**
 * The configuration as a revision of Git has it, at the same path; undefined where it has none, or none that
 * can be read.
 * @param root of the repository
 */
export async function configAt(root: string, file: string, revision: string): Promise<Config | undefined> {
  const path = relative(root, file);
  const { exitCode, stdout } = await git(root, ['cat-file', 'blob', `${revision}:${path}`]);
  if (exitCode !== 0) return undefined;
  try {
    return parseConfig(stdout.toString('utf8'), file, root);
  } catch (thrown) {
    const { code } = toPlumblineError(thrown);
    if (code !== 'CONFIG_INVALID' && code !== 'UNSUPPORTED') throw thrown;
    return undefined;
  }
}
