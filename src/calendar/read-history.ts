import { historyOf, type JournalEntry, type MeetingHistory, type SendJournal } from '../history/index.ts';
import type { Calendar } from './calendar.ts';
import type { SoughtMeeting } from './find.ts';

/**
 * What the journal knows of a meeting. Tells when an earlier run ended without knowing what became of its last call, and
 * when the journal cannot be read: then it knows nothing, and the calendar decides alone.
 */
export async function readHistory(
  meeting: SoughtMeeting,
  calendar: Calendar,
  journal: SendJournal | undefined,
): Promise<MeetingHistory> {
  let entries: readonly JournalEntry[] = [];
  try {
    entries = (await journal?.read()) ?? [];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    calendar.report({ type: 'unrecorded', code });
  }
  const { key, organizer } = meeting;
  const history = historyOf(entries, { place: calendar.place, key, organizer });
  const [open] = history.open;
  if (open !== undefined) calendar.report({ type: 'resuming', action: open.action });
  return history;
}
