import type { SentEditions } from '../history/index.ts';
import { meetingEdition, type Meeting } from '../metadata/index.ts';
import type { MeetingContent } from './meeting-content.ts';
import { isWebAddress } from './web-address.ts';

/** RFC 5545 §3.3.8: an integer of 32 bits, of which a sequence has no use for the negative ones. */
const MAX_SEQUENCE = 2 ** 31 - 1;

const PRODUCT = { company: 'customer-meetings', product: 'Customer Meetings', language: 'EN' } as const;

/** Whether a text is a calendar file that {@link calendarFile} has made, by its PRODID (RFC 5545 §3.7.3). */
export function isOwnCalendarFile(text: string): boolean {
  const { company, product, language } = PRODUCT;
  const lines = text.split(/\r?\n/, 20); // PRODID stands among the first properties
  return lines[0] === 'BEGIN:VCALENDAR' && lines.includes(`PRODID:-//${company}//${product}//${language}`);
}

/**
 * A meeting as an iCalendar file (RFC 5545): one event, times in UTC, `METHOD:PUBLISH` and so no attendees (RFC 5546
 * §3.2.1). The same meeting of the same organizer's domain always has the same UID, and an edited one a higher SEQUENCE,
 * so that a calendar that has it already takes the new one in its place.
 * @param content of a plan, or from `meetingContent`
 * @param nowEpochMs milliseconds since the Unix epoch: when the file was made (DTSTAMP)
 * @param joinUrl of the online meeting where it is known; else the one that the metadata file has recorded
 * @param sent what was sent of the meeting so far (`sentEditions` of the history)
 * @returns the file's text, lines ending in CRLF
 */
export async function calendarFile(
  content: MeetingContent,
  nowEpochMs: number,
  joinUrl = content.meeting.record?.scheduledMeeting?.joinUrl,
  sent: SentEditions = { changes: 0, highest: 0 },
): Promise<string> {
  const { default: ical, ICalCalendarMethod } = await import('ical-generator');
  const { meeting, organizer, key, subject, bodyHtml, bodyText, location, start, end } = content;
  const link = joinUrl !== undefined && isWebAddress(joinUrl) ? new URL(joinUrl).href : undefined;
  const calendar = ical({
    prodId: PRODUCT,
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${key}@${organizer.slice(organizer.lastIndexOf('@') + 1).toLowerCase()}`,
    sequence: sequenceOf(meeting, sent),
    stamp: new Date(nowEpochMs),
    start: new Date(start.epochMs),
    end: new Date(end.epochMs),
    summary: subject,
    location,
    description: {
      plain: link === undefined ? bodyText : `${bodyText}\n\nJoin the online meeting: ${link}`,
      html: `<!DOCTYPE html><html lang="en"><head><title></title></head><body>${bodyHtml}</body></html>`,
    },
    organizer: { name: organizer, email: organizer },
    ...(link === undefined ? {} : { url: uriValue(link) }),
  });
  return `${calendar.toString().trimEnd()}\r\n`;
}

/**
 * The file's edition, or the highest that was sent where somebody has set it back; and one more for each change of its
 * content on record, as people also edit a file without counting a version up. Neither of the two ever falls.
 */
function sequenceOf(meeting: Meeting, { changes, highest }: SentEditions): number {
  return Math.min(Math.max(meetingEdition(meeting), highest) + changes, MAX_SEQUENCE);
}

/** A URI is no text and knows no backslashes (RFC 5545 §3.3.13), with which the library would escape these. */
function uriValue(address: string): string {
  return address.replace(/[,;\\]/g, (character) => encodeURIComponent(character));
}
