import { idKey } from '../manifests/identity.ts';
import type { Manifest } from '../manifests/types.ts';
import type { PendingRevision, Release, Revision } from '../release/types.ts';

/**
 * What a target is planned against while it takes over the release of its former name: the objects of both.
 * Its own record says more where both name an object: it is the later one.
 */
export function withFormer(own: Release | undefined, former: Release | undefined): Release | undefined {
  if (own === undefined || former === undefined) return own ?? former;
  const current = union(own.current, former.current);
  const pending = unionPending(own.pending, former.pending);
  return {
    ...own,
    secretsReadable: own.secretsReadable && former.secretsReadable,
    ...(current !== undefined && { current }),
    ...(pending !== undefined && { pending }),
    baselines: new Map([...former.baselines, ...own.baselines]),
  };
}

type Whole<T> = T & { manifests: Manifest[] };

function union<T extends Revision>(
  own: Whole<T> | undefined,
  former: Whole<T> | undefined,
): Whole<T> | undefined {
  if (own === undefined || former === undefined) return own ?? former;
  const named = new Set(own.manifests.map(({ id }) => idKey(id)));
  const others = former.manifests.filter(({ id }) => !named.has(idKey(id)));
  return { ...own, manifests: [...own.manifests, ...others] };
}

function unionPending(
  own: Whole<PendingRevision> | undefined,
  former: Whole<PendingRevision> | undefined,
): Whole<PendingRevision> | undefined {
  const both = union(own, former);
  return both && { ...both, adopted: [...(own?.adopted ?? []), ...(former?.adopted ?? [])] };
}
