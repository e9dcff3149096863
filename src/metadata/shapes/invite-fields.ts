import type * as z from 'zod';
import { field, firstOf, present, type Draft } from '../draft.ts';
import type { meetingInvite } from './fields.ts';

/** The meeting's own fields from a `meetingInvite` object that stands at `at`, at the top of the document. */
export function inviteFields(invite: z.output<typeof meetingInvite>, at: string): Draft['meeting'] {
  return present({
    title: field(invite?.title, at, 'title'),
    start: field(invite?.startTime, at, 'startTime'),
    end: field(invite?.endTime, at, 'endTime'),
    duration: firstOf(
      field(invite?.durationMinutes, at, 'durationMinutes'),
      field(invite?.duration, at, 'duration'),
    ),
    location: field(invite?.location, at, 'location'),
    timeZone: field(invite?.timezone, at, 'timezone'),
    attendees: field(invite?.attendees, at, 'attendees'),
  });
}
