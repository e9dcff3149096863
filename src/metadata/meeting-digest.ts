import { createHash } from 'node:crypto';
import type { Meeting } from './meeting.ts';

/** What a file says about its meeting, in short hashes that say nothing themselves: to see later whether it says the same. */
export interface MeetingDigest {
  /** Of subject, times, place, texts and the people that the file names itself. */
  readonly content: string;
  /** Of its customers' codes, whatever their order. */
  readonly customers: string;
}

/** The digest of a meeting. History and state of the file (`record`) do not count. */
export function meetingDigest(meeting: Meeting): MeetingDigest {
  const { kind, subject, title, start, end, window, location, details, announcement } = meeting;
  const times = [start, end, window?.start, window?.end].map((time) => [time?.epochMs, time?.timeZone]);
  return {
    content: hash([
      kind,
      subject,
      title,
      times,
      location,
      details,
      announcement,
      meeting.manualAttendees.map((address) => address.toLowerCase()),
    ]),
    customers: hash([...meeting.customerCodes].sort()),
  };
}

/** Which edition of itself a file says it is: its `version`, else the number of its modifications, else 0. */
export function meetingEdition({ record }: Meeting): number {
  return record?.version ?? record?.modifications.length ?? 0;
}

/** Twelve hexadecimal digits, as the send history has them. */
const hash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value), 'utf8').digest('hex').slice(0, 12);
