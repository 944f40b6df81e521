import type { ApiResource } from '../manifests/types.ts';
import { type Requests } from './requests.ts';
export interface Discovery {
    /** In their preferred version first, then the other versions. */
    resources: ApiResource[];
    /** `GROUP/VERSION` of the groups whose server does not answer: what they serve is not known. */
    stale: string[];
}
/** All that the server serves, in two requests where it can. */
export declare function discoverAll(requests: Requests): Promise<Discovery>;
