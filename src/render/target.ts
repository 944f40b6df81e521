import type { PlumblineError } from '../errors/error.ts';
import type { Sensitive } from '../manifests/sensitive.ts';
import type { DesiredOptions } from './desired.ts';
import { Engine } from './engine.ts';
import { within } from './inputs.ts';
import { Fetcher } from './remote/fetcher.ts';
import { supplyOf } from './remote/supply.ts';
import type { Rendered } from './rendered.ts';
import { Identities } from './sops/identities.ts';
import { leavingOut } from './sops/left-out.ts';
import { decryptedSource } from './sops/source.ts';
import { withUnopened } from './sops/still-encrypted.ts';
import { filling } from './substitute/fill.ts';
import { renderPath } from './what.ts';

/** Of namespaced objects that name none. */
export const namespaceOf = ({ target, contextNamespace }: DesiredOptions): string =>
  target.namespace ?? contextNamespace ?? 'default';

/** What a target's path renders to: decrypted before it is built, its variables filled in when it is read. */
export async function renderTarget(
  options: DesiredOptions & { sensitive: Sensitive },
  path: string,
): Promise<Rendered | undefined> {
  const { config, target, sensitive, identities = Identities.parse('') } = options;
  const { kubernetesVersion, helm, substitute } = target;
  const unopened = new Map<string, PlumblineError>();
  const isLeftOut =
    target.decryption !== undefined && identities.isEmpty && options.encrypted === 'leave-out';
  const source =
    target.decryption === undefined || isLeftOut
      ? options.source
      : decryptedSource(options.source, identities, sensitive, unopened);
  const isSecret = (file: string): boolean => sensitive.files.has(file);
  const fill = substitute && filling(substitute, isSecret);
  const engine = options.engine ?? new Engine();
  try {
    const rendered = await renderPath(source, {
      path,
      skip: [within(source.root, config.file)],
      chart: {
        ...helm,
        configuration: within(source.root, config.file),
        releaseName: helm?.releaseName ?? target.name,
        namespace: namespaceOf(options),
        ...(kubernetesVersion !== undefined && { kubernetesVersion }),
      },
      engine,
      supply: supplyOf(options.source, within(source.root, config.folder), options.fetcher ?? new Fetcher()),
      steps: { shown: sensitive.files, fill: isLeftOut ? leavingOut(fill) : fill },
    });
    if (rendered === undefined || target.decryption === undefined || isLeftOut) return rendered;
    return withUnopened(rendered, unopened);
  } finally {
    if (options.engine === undefined) await engine.close();
  }
}
