import * as z from 'zod';
import * as f from './shapes/fields.ts';

/** `meeting_metadata`: what is written down of a meeting once it is on the calendar. */
const MeetingMetadata = f
  .object({
    meeting_id: f.text.describe('The calendar’s id of the meeting.'),
    join_url: f.text.describe('Link of the online meeting.'),
    start_time: f.text.describe('Start, RFC 3339.'),
    end_time: f.text.describe('End, RFC 3339.'),
    subject: f.text.describe('Subject of the meeting.'),
    organizer: f.text.describe('Mailbox on whose calendar the meeting is.'),
  })
  .describe('The meeting as it was put on the calendar.');

/** One entry of `modifications`. */
export const ModificationEntry = z.looseObject(
  {
    timestamp: f.text.describe('When, RFC 3339.'),
    user_id: f.text.describe('Who.'),
    modification_type: f.text.describe('`created`, `updated`, `meeting_scheduled`, `meeting_cancelled` …'),
    customer_code: f.text.describe('For which customer.'),
    meeting_metadata: MeetingMetadata,
  },
  { error: 'must be an object in curly brackets' },
);

/** What every shape of metadata may say at its top about its own history. Entries are read one by one. */
export const RecordDocument = z
  .looseObject({
    version: z
      .union([z.number(), z.string()], { error: 'must be a whole number' })
      .optional()
      .describe('Counts the edits; the sequence number of the calendar file.'),
    prior_status: f.text.describe('The status before this one.'),
    modifications: z
      .array(z.unknown(), { error: 'must be a list' })
      .optional()
      .describe('The history: what was done, by whom and when; the last entry is the latest.'),
    meeting_metadata: MeetingMetadata,
    meeting_id: f.text.describe('The calendar’s id of the meeting, in older files.'),
    join_url: f.text.describe('Link of the online meeting, in older files.'),
  })
  .describe('The history of a change or an announcement.');

/** `meeting_metadata` as read; every field optional. */
export type MeetingMetadata = z.output<typeof MeetingMetadata>;
