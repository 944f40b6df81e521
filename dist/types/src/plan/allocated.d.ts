import type { Path } from '../manifests/path.ts';
import type { Json, ObjectId } from '../manifests/types.ts';
/** Whether the API server draws this value anew, each time that nobody gives it. */
export declare function isAllocated(id: ObjectId, path: Path, value: Json | undefined): boolean;
