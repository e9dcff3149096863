import type { Problem } from './problem.ts';

/** A file with more flaws of one kind than this is none that a person wrote: the rest is counted, not listed. */
const MOST = 100;

/** The problems of the first of many flaws of one kind, and one that says how many more there are. */
export function firstProblems<T>(
  flaws: readonly T[],
  problemOf: (flaw: T) => Problem,
  more: (count: number) => Problem,
): Problem[] {
  const problems = flaws.slice(0, MOST).map(problemOf);
  return flaws.length > MOST ? [...problems, more(flaws.length - MOST)] : problems;
}

/** Names for a sentence; of very many only the first, and how many more. */
export function listed(names: readonly string[]): string {
  if (names.length <= MOST) return names.join(', ');
  return `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`;
}
