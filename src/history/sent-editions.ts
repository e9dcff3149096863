import type { BeforeCall, JournalEntry } from './journal.ts';

/** Of one meeting, what later editions of its calendar file are counted from. */
export interface SentEditions {
  /**
   * How often what the file says of its meeting has changed between the sends on record, and since the last of them: each
   * change is a later edition of the same meeting (RFC 5546 §2.1.4), also where its file counts no versions.
   */
  readonly changes: number;
  /** The highest edition that the file has named in a send on record; 0 without one. */
  readonly highest: number;
}

/**
 * What was sent of a meeting so far. Neither number is ever less with a longer journal. Tests, cancels, and calls that
 * were refused do not count.
 * @param content what the file says now (`meetingDigest`)
 */
export function sentEditions(entries: readonly JournalEntry[], key: string, content: string): SentEditions {
  const refused = new Set(
    entries.flatMap((entry) => (entry.stage === 'after' && entry.result === 'refused' ? [entry.call] : [])),
  );
  const sent = entries
    .filter((entry): entry is BeforeCall => entry.stage === 'before')
    .filter((entry) => entry.key === key && entry.test !== true && entry.action !== 'cancel')
    .filter(({ call }) => !refused.has(call));
  const said = [...sent.flatMap(({ file }) => file?.content ?? []), content];
  return {
    changes: said.filter((one, at) => at > 0 && one !== said[at - 1]).length,
    highest: sent.reduce((highest, { edition = 0 }) => Math.max(highest, edition), 0),
  };
}
