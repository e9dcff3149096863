import type { TextEdit } from '../json-edits.ts';

/** What a fix does, for whoever puts it into words. */
export type FixName =
  | 'write'
  | 'quote'
  | 'wrapInList'
  | 'addTimeZone'
  | 'swapStartAndEnd'
  | 'endAnHourAfterStart'
  | 'endByDuration'
  | 'removeEntry'
  | 'removeKey'
  | 'removeText'
  | 'renameKey'
  | 'splitEntries'
  | 'removeTrailingCommas'
  | 'removeComments'
  | 'removeByteOrderMark';

/** One way to put a problem right, as edits of the text. */
export interface Fix {
  readonly name: FixName;
  /** What is written, renamed to or taken out, where that is worth naming. */
  readonly text?: string;
  readonly edits: readonly TextEdit[];
  /** Whether it is most probably what the person means; the first such one is preferred. */
  readonly likely: boolean;
}
