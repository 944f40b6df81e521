import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PlumblineError } from '../../errors/error.ts';
import { isObject, parseJson } from '../../manifests/json.ts';
import type { JsonObject } from '../../manifests/types.ts';

/**
 * The logins of this machine, as `docker login` and `helm registry login` keep them: DOCKER_AUTH_CONFIG holds
 * the text itself; else `config.json` of DOCKER_CONFIG or ~/.docker.
 */
export class Logins {
  readonly #env: NodeJS.ProcessEnv;
  #config: Promise<JsonObject> | undefined;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /**
   * The value of a Basic Authorization for a host; undefined where there is none.
   * @throws FETCH_REFUSED where it is kept by a program, which is not run, or the file is broken
   */
  async basic(host: string): Promise<string | undefined> {
    this.#config ??= readConfig(this.#env);
    const config = await this.#config;
    const auths = isObject(config.auths) ? config.auths : {};
    // Docker Hub's entry has the address of an interface that is long gone.
    const names = host === 'registry-1.docker.io' ? ['https://index.docker.io/v1/', 'docker.io'] : [];
    for (const name of [host, `https://${host}`, `https://${host}/`, ...names]) {
      const entry = Object.hasOwn(auths, name) ? auths[name] : undefined;
      if (isObject(entry) && typeof entry.auth === 'string' && entry.auth !== '')
        return `Basic ${entry.auth}`;
    }
    const helpers = isObject(config.credHelpers) ? config.credHelpers : {};
    const program = Object.hasOwn(helpers, host) ? helpers[host] : config.credsStore;
    if (typeof program !== 'string') return undefined;
    throw new PlumblineError(
      'FETCH_REFUSED',
      `the login of ${host} is kept by docker-credential-${program}`,
      {
        remedy:
          'It is not run: give the login by DOCKER_AUTH_CONFIG, or by a config.json that holds it itself.',
      },
    );
  }
}

async function readConfig(env: NodeJS.ProcessEnv): Promise<JsonObject> {
  const { DOCKER_AUTH_CONFIG: given, DOCKER_CONFIG: folder } = env;
  const file = join(folder || join(env.HOME || homedir(), '.docker'), 'config.json');
  const text = given || (await textOf(file));
  if (text === undefined) return {};
  try {
    const config = parseJson(text);
    if (isObject(config)) return config;
  } catch {
    // Told below without the parser's words: they quote the text, which holds passwords.
  }
  throw new PlumblineError('FETCH_REFUSED', `${given ? 'DOCKER_AUTH_CONFIG' : file} is no JSON object`, {
    remedy: 'Correct it, or log in again with docker login or helm registry login.',
  });
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new PlumblineError('FETCH_REFUSED', `${file} cannot be read`, {
      cause: thrown,
      remedy: 'Look at its rights.',
    });
  }
}
