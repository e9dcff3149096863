import * as z from 'zod';

const dateTimeTimeZone = z.object({ dateTime: z.string(), timeZone: z.string() });
const attendeeType = z.enum(['required', 'optional', 'resource']);

const notificationSchema = z.object({
  kind: z.enum(['invited', 'updated', 'cancelled']),
  /** Addresses as the event has them. */
  to: z.array(z.string()),
  /** Milliseconds since the Unix epoch. */
  atMs: z.number(),
});

/** What a person can set, by Graph's own names. */
export const eventFieldsSchema = z.object({
  subject: z.string(),
  /** As it was sent, with the online meeting's part appended by the server; neither wrapped nor cleaned. */
  body: z.object({ contentType: z.enum(['html', 'text']), content: z.string() }),
  start: dateTimeTimeZone,
  end: dateTimeTimeZone,
  locations: z.array(z.looseObject({ displayName: z.string().nullish() })),
  attendees: z.array(z.object({ address: z.string(), name: z.string(), type: attendeeType })),
  hideAttendees: z.boolean(),
  isOnlineMeeting: z.boolean(),
  onlineMeetingProvider: z.string(),
  allowNewTimeProposals: z.boolean(),
  responseRequested: z.boolean(),
  importance: z.enum(['low', 'normal', 'high']),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']),
  showAs: z.enum(['unknown', 'free', 'tentative', 'busy', 'oof', 'workingElsewhere']),
  isAllDay: z.boolean(),
  isReminderOn: z.boolean(),
  reminderMinutesBeforeStart: z.number(),
  categories: z.array(z.string()),
  singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: z.string() })),
});

/** An event on the sandbox's calendar, as it is stored. */
export const storedEventSchema = eventFieldsSchema.extend({
  /** Changes when the item moves to another folder. */
  id: z.string(),
  /** What `Prefer: IdType="ImmutableId"` shows. */
  immutableId: z.string(),
  /** The organizer's address, lower-cased: whose calendar it is on. */
  mailbox: z.string(),
  iCalUId: z.string(),
  transactionId: z.string().optional(),
  /** Hash of what the event was created from, to tell a repeated request from another event with the same transactionId. */
  createdFrom: z.string(),
  createdAtMs: z.number(),
  modifiedAtMs: z.number(),
  changeKey: z.string(),
  state: z.enum(['live', 'cancelled', 'deleted']),
  cancelComment: z.string().optional(),
  /** Which folder it is in: absent, the default calendar, or Deleted Items once it has ended; else a calendar's name. */
  folder: z.string().optional(),
  /** Whose meeting it is when it is a copy of an invitation; absent: the mailbox's own. */
  organizer: z.string().optional(),
  /** How many weekly occurrences it has; absent: it is a single meeting. */
  occurrences: z.int().min(2).optional(),
  joinUrl: z.string().optional(),
  /** What its attendees would have been told, oldest first. */
  notifications: z.array(notificationSchema),
});

/** The folder that holds what was deleted or cancelled (Microsoft Graph docs: well-known folder names). */
export const DELETED_ITEMS = 'deleteditems';

/** The calendar that a mailbox has from the first. */
export const DEFAULT_CALENDAR = 'calendar';

/** The folder that an event is in. */
export function folderOf({ folder, state }: Pick<StoredEvent, 'folder' | 'state'>): string {
  return folder ?? (state === 'live' ? DEFAULT_CALENDAR : DELETED_ITEMS);
}

export type EventFields = z.output<typeof eventFieldsSchema>;
export type StoredEvent = z.output<typeof storedEventSchema>;
export type Notification = z.output<typeof notificationSchema>;
