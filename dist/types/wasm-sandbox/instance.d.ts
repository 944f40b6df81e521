import type { Limits } from './limits.ts';
import type { Request } from './protocol.ts';
/** One worker, such as one with an instance of a module: good until its first fault. */
export declare class Instance {
    #private;
    /** The source is a text, for a file would have to lie beside each bundle that this becomes part of. */
    constructor(source: string, workerData: unknown, { stackMb }: Limits);
    get isBroken(): boolean;
    exchange(request: Request, timeoutMs: number): Promise<Uint8Array>;
    /** Ends the worker, whatever it does. Who waits is told so. */
    end(): Promise<void>;
}
