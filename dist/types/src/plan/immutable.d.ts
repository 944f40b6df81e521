import type { KubeObject, ObjectId } from '../manifests/types.ts';
import type { GitField } from './situation.ts';
/** Whether a change of these fields may meet one that cannot change; of a kind not known, any but metadata may. */
export declare function mayBeImmutable(id: Pick<ObjectId, 'group' | 'kind'>, fields: readonly GitField[], live: KubeObject | undefined): boolean;
