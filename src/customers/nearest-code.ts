/**
 * The code most like `wanted` by spelling (fewest letters changed, added, taken away or swapped), for a "did you mean";
 * `undefined` when none is near enough to be meant. Of equally near ones the first.
 */
export function nearestCode(wanted: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const code of known) {
    const distance = editDistance(wanted, code);
    if (distance < least) {
      least = distance;
      nearest = code;
    }
  }
  return nearest;
}

/** Letters changed, added, taken away or swapped with their neighbour (optimal string alignment), row by row. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = swaps ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swapped));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
