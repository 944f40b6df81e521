import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { kindKey } from '../manifests/identity.ts';
import type { ApiResource, ObjectId } from '../manifests/types.ts';

/**
 * In which versions kinds are served, for when an object is not found where it is known to be: asked of the
 * server anew, at the first question, since a CRD may have changed in between.
 */
export class ServedKinds {
  readonly #client: ClusterClient;
  #all: Promise<ApiResource[]> | undefined;

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  /**
   * The kind in this version, if it is served so, or else in the preferred one. Undefined where it is in none:
   * then its objects are gone with it.
   * @throws UNKNOWN_KIND where the server of its group is away: there may be objects, and nobody can tell
   */
  async resource(
    { group, kind }: Pick<ObjectId, 'group' | 'kind'>,
    version: string,
  ): Promise<ApiResource | undefined> {
    this.#all ??= this.#client.discover({ anew: true });
    const served = (await this.#all).filter((one) => one.group === group && one.kind === kind);
    const found = served.find((one) => one.version === version) ?? served[0];
    if (found !== undefined || !(await this.#client.groupsAway()).includes(group)) return found;
    throw new PlumblineError('UNKNOWN_KIND', `the server of ${group} is away`, {
      object: kindKey({ group, kind }),
      remedy: 'Bring it back, or delete its APIService: kubectl get apiservices.',
    });
  }
}
