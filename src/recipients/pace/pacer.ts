import type { Clock } from '../clock.ts';

/** Leave to make one request, and what is told of its end. A turn that is told nothing counts as answered late. */
export interface Turn {
  /** An answer came, whichever: the request had been counted before that. */
  readonly answered: () => void;
  /**
   * The other side refused it because there were too many.
   * @param retryAfterMs what it asked for, if anything
   * @returns milliseconds until the next request may be made
   */
  readonly refused: (retryAfterMs?: number) => number;
}

/** Lets requests through one after the other, as fast as the other side allows. */
export interface Pacer {
  /**
   * Waits until the next request may be made, first come first served.
   * @param pace of whoever asks; the slower of this and what was learnt counts
   * @param onWait told once, with the milliseconds, when there is something to wait for
   * @throws the signal's reason; the turn then goes to the next
   */
  readonly turn: (pace: Pace, onWait: (ms: number) => void) => Promise<Turn>;
}

/** How one request may be paced. */
export interface Pace {
  /** Requests a second; 0 for no limit but what is learnt. */
  readonly perSecond: number;
  readonly clock: Clock;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** SES's quota for everything but sending, per account and region (SES developer guide: quotas). */
const QUOTA_MS = 1000;
/** Above the quota, so that clocks and queues that differ a little do not cost a refusal. */
const MARGIN_MS = 20;
/** The other side counts a request when it arrives: between sending and answering, and never long after sending. */
const LATEST_ARRIVAL_MS = 500;
/** Each refusal beyond the first: the quota is smaller than documented, or somebody else draws on it too. */
const SLOWER = 1.15;
const SLOWEST_MS = 5000;
const JITTER = 0.1;

/**
 * A pacer that learns: eager until the first refusal, from then on it holds to the quota, and slows down further with
 * each refusal after that. AWS counts all of an account's operations together, so one pacer serves them all.
 */
export function createPacer(): Pacer {
  let learntMs = 0;
  let countedAt = Number.NEGATIVE_INFINITY;
  let nextAt = Number.NEGATIVE_INFINITY;
  let queue: Promise<unknown> = Promise.resolve();

  const spacing = (perSecond: number): number => Math.max(learntMs, perSecond > 0 ? 1000 / perSecond : 0);

  const untilFree = async (
    { perSecond, clock, signal }: Pace,
    onWait: (ms: number) => void,
  ): Promise<void> => {
    for (let told = false; ; told = true) {
      signal.throwIfAborted();
      const ms = spacing(perSecond) === 0 ? 0 : nextAt - clock.monotonic();
      if (ms <= 0) return;
      if (!told) onWait(ms);
      await clock.sleep(ms, signal);
    }
  };

  const begin = ({ clock, random, perSecond }: Pace): Turn => {
    const sentAt = clock.monotonic();
    const mine = sentAt + LATEST_ARRIVAL_MS + spacing(perSecond) + MARGIN_MS;
    nextAt = mine;
    // Once somebody else has been let through, when the next one may go is theirs to say.
    const isLast = (): boolean => nextAt === mine;
    return {
      answered: () => {
        countedAt = Math.max(countedAt, Math.min(clock.monotonic(), sentAt + LATEST_ARRIVAL_MS));
        if (isLast()) nextAt = countedAt + spacing(perSecond) + MARGIN_MS;
      },
      refused: (retryAfterMs = 0) => {
        const now = clock.monotonic();
        // The first refusal tells that the quota holds, and since when: the last request that was let in.
        const isNews = learntMs === 0 && Number.isFinite(countedAt);
        learntMs = learntMs === 0 ? QUOTA_MS : Math.min(SLOWEST_MS, learntMs * SLOWER);
        const own = isNews ? countedAt + learntMs : now + learntMs * (1 + random() * JITTER);
        const freeAt = Math.max(own, now + retryAfterMs) + MARGIN_MS;
        nextAt = isLast() ? freeAt : Math.max(nextAt, freeAt);
        return nextAt - now;
      },
    };
  };

  return {
    turn: async (pace, onWait) => {
      const before = queue;
      let leave = (): void => undefined;
      queue = new Promise<void>((resolve) => (leave = resolve));
      try {
        await before;
        await untilFree(pace, onWait);
        return begin(pace);
      } finally {
        leave();
      }
    },
  };
}
