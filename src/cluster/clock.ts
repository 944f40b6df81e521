/**
 * The API server's clock, from the `Date` headers of its answers and the local monotonic clock between
 * them. A `Date` is cut to the second and has been under way, so each is a lower bound: the greatest counts,
 * and `now` does not jump back from answer to answer, unless the server's clock was set back.
 */
export class ServerClock {
  #offset: number | undefined;

  get known(): boolean {
    return this.#offset !== undefined;
  }

  /** @param sentAt performance.now() when the request was sent */
  observe(date: string | undefined, sentAt: number): void {
    const time = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(time)) return;
    const now = performance.now();
    const offset = time - now;
    const setBack = this.#offset !== undefined && offset < this.#offset - 2000 - (now - sentAt);
    if (this.#offset === undefined || offset > this.#offset || setBack) this.#offset = offset;
  }

  /** Milliseconds since the epoch; the local clock before the first answer. */
  now(): number {
    return this.#offset === undefined ? Date.now() : Math.round(this.#offset + performance.now());
  }
}
