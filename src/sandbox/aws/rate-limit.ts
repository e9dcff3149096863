/** A limit of requests a second that saves up at most `burst` of them while it is quiet (a token bucket). */
export interface RateLimit {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

/** Whether one more request is let through now; one that is not costs nothing. `now` gives ms. */
export function createRateLimiter({ requestsPerSecond, burst }: RateLimit, now: () => number): () => boolean {
  let left = burst;
  let countedAt = now();
  return () => {
    const at = now();
    left = Math.min(burst, left + ((at - countedAt) / 1000) * requestsPerSecond);
    countedAt = at;
    // A clock that counts whole milliseconds must not refuse what is due to the millisecond.
    if (left < 1 - requestsPerSecond / 2000) return false;
    left = Math.max(0, left - 1);
    return true;
  };
}
