export { sentEditions, type SentEditions } from './sent-editions.ts';
export {
  attendeesHash,
  journalEntries,
  openJournal,
  organizerHash,
  withoutAddresses,
  type AfterCall,
  type BeforeCall,
  type JournalEntry,
  type JournalFiles,
  type SendJournal,
} from './journal.ts';
export { historyOf, recordedCalls, type MeetingHistory, type RecordedCall } from './meeting-history.ts';
export { meetingOnRecord, type FileRecord, type MeetingOnRecord } from './meeting-on-record.ts';
export { sentMeetings, type SentMeeting } from './sent-meetings.ts';
