import { type Path } from '../manifests/path.ts';
import { type Pattern } from '../manifests/pattern.ts';
import type { JsonObject, KubeObject } from '../manifests/types.ts';
import type { Decision } from './situation.ts';
/** Our own manager names; what they hold is not somebody else's. */
export declare const fieldManager = "plumbline";
export declare const handoverManager = "plumbline-handover";
/** Of the dry run that asks what taking over leaves. */
export declare const takeoverManager = "plumbline-takeover";
export interface Leftovers {
    /**
     * To be taken over, since only managers of the takeover list hold them beside us: what an apply then leaves
     * out is removed. Each is a field, or an item of a keyed list that left Git whole.
     */
    take: Path[];
    /** To be left: named with the manager that holds them. */
    left: {
        path: Path;
        manager: string;
    }[];
}
/** Whether something leaves Git with this decision, or is taken in from kubectl. */
export declare const mayHaveLeftovers: ({ gone, released }: Decision) => boolean;
/**
 * The fields that leave Git, and that the live object would still hold because others own them too. Those of
 * managers in `takeover` are taken over; never what was written through a subresource (scale, status) or by
 * anyone else.
 */
export declare function leftovers(decision: Decision, live: KubeObject, takeover: readonly string[], ignored: readonly Pattern[]): Leftovers;
export declare function isTakeover(entry: JsonObject, takeover: readonly string[]): boolean;
