/** Rows drawn above and below what is to be seen, so that scrolling meets no gaps. */
const SPARE = 12;

/** Which rows of a long list are drawn, and the room that stands for the others; px. */
export interface DrawnRows {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  readonly above: number;
  readonly below: number;
}

/**
 * @param total how many rows there are
 * @param row height of one, in CSS px
 * @param top how far the list is scrolled, in CSS px
 * @param height of the list, in CSS px
 */
export function drawnRows(total: number, row: number, top: number, height: number): DrawnRows {
  const reach = Math.ceil(height / row) + 2 * SPARE;
  const first = Math.max(0, Math.min(Math.floor(top / row) - SPARE, total - reach));
  const last = Math.min(total, first + reach);
  return { first, last, above: first * row, below: (total - last) * row };
}

/** How far a list must be scrolled for a row to be seen; the least that does it. */
export function scrollTo(index: number, row: number, top: number, height: number): number {
  if (index * row < top) return index * row;
  return Math.max(top, (index + 1) * row - height);
}
