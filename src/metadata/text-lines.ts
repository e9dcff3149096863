/** A place in a text as people count: both from 1, columns in UTF-16 units. */
export interface LinePosition {
  readonly line: number;
  readonly column: number;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Takes a text and gives a function from offset (UTF-16 units) to line and column. Lines end at `\n`, `\r\n` or
 * `\r`, as in VS Code. A byte order mark takes up no column, as no editor shows it. Offsets outside the text are
 * moved to its nearest end, so the function never throws.
 */
export function lineIndex(text: string): (offset: number) => LinePosition {
  const steps = lineIndexSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Lines that are found without a pause: a few milliseconds. */
const LINES_A_STEP = 20_000;

/** {@link lineIndex} in steps. */
export function* lineIndexSteps(text: string): Generator<undefined, (offset: number) => LinePosition> {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    starts.push(match.index + match[0].length);
    if (starts.length % LINES_A_STEP === 0) yield;
  }
  const hidden = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  return (offset) => {
    const place = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    const column = place - (starts[low] ?? 0) + 1;
    return { line: low + 1, column: low === 0 ? Math.max(1, column - hidden) : column };
  };
}
