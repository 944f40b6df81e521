/** The name of a run by hand: who, where and which process. */
export declare function localHolder(user: string): string;
/** A run by hand on this machine whose process is gone: its lease need not be waited for. */
export declare function isDeadNeighbour(holder: string): boolean;
