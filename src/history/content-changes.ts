import type { BeforeCall, JournalEntry } from './journal.ts';

/**
 * How often what a file says of its meeting has changed between the sends on record, and since the last of them: each
 * change is a later edition of the same meeting (RFC 5546 §2.1.4), also where its file counts no versions. Never less with
 * a longer journal. Tests, cancels, and calls that were refused do not count.
 * @param content what the file says now (`meetingDigest`)
 */
export function contentChanges(entries: readonly JournalEntry[], key: string, content: string): number {
  const refused = new Set(
    entries.flatMap((entry) => (entry.stage === 'after' && entry.result === 'refused' ? [entry.call] : [])),
  );
  const sent = entries
    .filter((entry): entry is BeforeCall => entry.stage === 'before')
    .filter((entry) => entry.key === key && entry.test !== true && entry.action !== 'cancel')
    .filter(({ call }) => !refused.has(call))
    .flatMap(({ file }) => file?.content ?? []);
  return [...sent, content].filter((said, at, all) => at > 0 && said !== all[at - 1]).length;
}
