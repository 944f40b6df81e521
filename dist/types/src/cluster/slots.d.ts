/** At most `free` holders at once; the others wait in order. So a request's time limit starts with its socket. */
export declare class Slots {
    #private;
    constructor(free: number);
    take(): Promise<void>;
    give(): void;
}
