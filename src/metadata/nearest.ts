/**
 * Puts the names most like the one somebody meant first, for "did you mean".
 * @param wanted what was asked for; compared without regard to case
 * @param names what there is
 * @returns all names, nearest first; equally near ones keep their order
 */
export function nearestFirst(wanted: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
}

/**
 * The one name that a misspelt one most probably means, without regard to case and to `-` against `_`.
 * @returns undefined when none is near enough: more than a third of the longer name is wrong (one letter always may be)
 */
export function nearestName(wrong: string, known: Iterable<string>): string | undefined {
  const plain = (name: string): string => name.toLowerCase().replaceAll('_', '-');
  const [nearest] = nearestFirst(plain(wrong), [...known].map(plain));
  if (nearest === undefined) return undefined;
  const mayDiffer = Math.max(1, Math.floor(Math.max(wrong.length, nearest.length) / 3));
  if (editDistance(plain(wrong), nearest) > mayDiffer) return undefined;
  return [...known].find((name) => plain(name) === nearest);
}

/**
 * How many single characters must be inserted, removed, replaced or swapped with their neighbour to turn one text into
 * the other (optimal string alignment distance).
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1])
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
