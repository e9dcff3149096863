import { phaseOf, type QueryEvent } from '../../recipients/index.ts';

/** The line that tells how far a query is. */
export interface Progress {
  /** Takes events in order. */
  readonly hear: (event: QueryEvent) => void;
  /**
   * E.g. `⏳ 27 of 30 customers answered, waiting for kstl (page 3), wlsp (signing in), zphr (connecting)`.
   * @returns undefined when there is nothing to wait for
   */
  readonly line: () => string | undefined;
}

/** How many customers are named at a time. */
const NAMED = 3;

/**
 * Follows a query. Once half of the customers have answered the others are the slow ones, and it says what each of them
 * is doing; before that everybody is still on the way, and it would only flicker.
 */
export function createProgress(): Progress {
  let all = 0;
  const open = new Map<string, string | undefined>();
  return {
    hear: (event) => {
      if (event.type === 'started') {
        all = event.customerCodes.length;
        for (const code of event.customerCodes) open.set(code, undefined);
      } else if (event.type === 'done' || event.type === 'failed' || event.type === 'cancelled') {
        open.delete(event.customerCode);
      } else if (event.type !== 'queued') {
        open.set(event.customerCode, phaseOf(event));
      }
    },
    line: () => {
      if (open.size === 0) return undefined;
      const isPastMedian = open.size * 2 <= all;
      const waiting = [...open].slice(0, NAMED).map(([code, phase]) => {
        return isPastMedian && phase !== undefined ? `${code} (${phase})` : code;
      });
      const more = open.size > NAMED ? ` and ${open.size - NAMED} more` : '';
      return `⏳ ${all - open.size} of ${all} customers answered, waiting for ${waiting.join(', ')}${more}`;
    },
  };
}
