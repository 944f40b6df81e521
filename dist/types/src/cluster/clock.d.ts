/**
 * The API server's clock, from the `Date` headers of its answers and the local monotonic clock between
 * them. A `Date` is cut to the second and has been under way, so each is a lower bound: the greatest counts,
 * and `now` does not jump back from answer to answer, unless the server's clock was set back.
 */
export declare class ServerClock {
    #private;
    get known(): boolean;
    /** @param sentAt performance.now() when the request was sent */
    observe(date: string | undefined, sentAt: number): void;
    /** Milliseconds since the epoch; the local clock before the first answer. */
    now(): number;
}
