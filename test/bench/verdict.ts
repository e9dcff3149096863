/** One thing a bench holds the engine to, and what it measured. */
export interface Criterion {
  readonly what: string;
  readonly measured: string;
  readonly met: boolean;
}

/** What a bench found: lines for a person, and whether the engine is good enough. */
export interface Verdict {
  readonly lines: readonly string[];
  readonly criteria: readonly Criterion[];
}

/** A criterion that a number stays at or below a bound. @param digits after the point, in what is printed */
export function atMost(what: string, value: number, bound: number, unit = '', digits = 2): Criterion {
  const shown = (number: number) => `${Number(number.toFixed(digits))}${unit}`;
  return { what: `${what} ≤ ${shown(bound)}`, measured: shown(value), met: value <= bound };
}

/** A criterion that a number reaches a bound. */
export function atLeast(what: string, value: number, bound: number, unit = '', digits = 2): Criterion {
  const shown = (number: number) => `${Number(number.toFixed(digits))}${unit}`;
  return { what: `${what} ≥ ${shown(bound)}`, measured: shown(value), met: value >= bound };
}

/** A criterion that something is exactly so. */
export function exactly(what: string, value: number | string, expected: number | string): Criterion {
  return { what: `${what} = ${expected}`, measured: String(value), met: value === expected };
}
