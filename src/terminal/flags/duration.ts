/** Milliseconds per unit of a Go duration (Go package time, ParseDuration). */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
const WHOLE = /^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

/** The longest accepted duration; Node's timers overflow to 1 ms above 2^31-1 ms (Node docs: setTimeout). */
export const LONGEST_MS = 24 * 3_600_000;

/**
 * Reads a duration as Go writes them: `10s`, `1m30s`, `500ms`, `1.5h`. A number without a unit is no duration.
 * @returns whole milliseconds from 1 to {@link LONGEST_MS}; undefined for anything else, zero included.
 */
export function readDuration(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  let total = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(PART)) total += Number(amount) * (UNITS[unit] ?? 0);
  const milliseconds = Math.round(total);
  return milliseconds >= 1 && milliseconds <= LONGEST_MS ? milliseconds : undefined;
}
