import type { Meeting, ZonedTime } from '../metadata/index.ts';
import { contentHtml } from './body.ts';
import { contentText } from './body-text.ts';
import { inviteContent, type NamedCustomer } from './content.ts';
import { meetingKey } from '../metadata/index.ts';
import { oneLine } from './rich-text.ts';

/** Where a meeting is when its file names no place (the Go tool's own default). */
export const DEFAULT_LOCATION = 'Microsoft Teams Meeting';

/** A meeting as it is told to people, whoever they are: in an event on a calendar or in a calendar file. */
export interface MeetingContent {
  readonly meeting: Meeting;
  readonly organizer: string;
  /** SHA-256 (hex) of the object id: how the meeting is found again on the calendar. */
  readonly key: string;
  readonly subject: string;
  /** Our part of the event's body: HTML, every field escaped. */
  readonly bodyHtml: string;
  /** What `bodyHtml` says, as plain text with LF. */
  readonly bodyText: string;
  readonly location: string;
  readonly start: ZonedTime;
  readonly end: ZonedTime;
}

/**
 * @param organizer a valid address
 * @param named the customers that the texts may name
 */
export function meetingContent(
  meeting: Meeting,
  organizer: string,
  named: readonly NamedCustomer[],
): MeetingContent {
  const content = inviteContent(meeting, named);
  return {
    meeting,
    organizer: organizer.trim(),
    key: meetingKey(meeting.objectId),
    subject: oneLine(meeting.subject),
    bodyHtml: contentHtml(content),
    bodyText: contentText(content),
    location: oneLine(meeting.location ?? '') || DEFAULT_LOCATION,
    start: meeting.start,
    end: meeting.end,
  };
}
