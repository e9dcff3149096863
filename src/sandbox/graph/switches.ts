import * as z from 'zod';

const address = z.string().min(3);
const wait = z.number().min(0);
const count = z.int().min(0);

/**
 * How the sandbox's calendar behaves where Microsoft's documents leave room, or where the service has been seen to differ
 * from them. docs/sandbox.md lists each switch with its source and the test that needs the product's answer to it.
 */
export const switchesSchema = z.strictObject({
  /** Attendees that the calendar keeps under another address, as if it had looked them up in an address book. */
  alias: z.record(address, address).default({}),
  /** Whether two attendees under one address become one. */
  dropDuplicates: z.boolean().default(false),
  /** Whether the organizer is taken off the attendees, under any of the mailbox's addresses. */
  dropOrganizer: z.boolean().default(false),
  /** Whether addresses come back in lower case. */
  lowerCaseAddresses: z.boolean().default(false),
  /** Whether the first attendee comes back a second time, or only, under an X500 name. */
  x500: z.enum(['never', 'second time', 'instead']).default('never'),
  /** What comes back as an attendee's address: the address, a name, or `Name <address>`. */
  addressForm: z.enum(['address', 'name', 'name and address']).default('address'),
  /** Whether an attendee whose address is no SMTP address is refused. */
  smtpOnly: z.boolean().default(true),
  /** Further addresses of mailboxes, each with the mailbox's own. */
  mailboxOf: z.record(address, address).default({}),
  /** How a request for a mailbox that is not there is refused. */
  unknownMailbox: z
    .enum(['MailboxNotEnabledForRESTAPI', 'ResourceNotFound', 'ErrorInvalidUser'])
    .default('MailboxNotEnabledForRESTAPI'),

  /** What becomes of hideAttendees: kept; dropped, so that attendees see each other; kept, and left out of answers. */
  hideAttendees: z.enum(['kept', 'dropped', 'left out']).default('kept'),

  /** Whether an event that was deleted by hand still answers by its immutable id, as nothing had happened. */
  deletedReadable: z.boolean().default(false),
  /** How a cancelled event answers by its immutable id: with isCancelled, as if it stood, or not at all. */
  cancelledReadable: z.enum(['marked', 'unmarked', 'gone']).default('marked'),
  /** What `GET /events/{id}/calendar` says of an event in Deleted Items: 404, or the default calendar. */
  calendarOfDeleted: z.enum(['refused', 'default calendar']).default('refused'),
  /** Whether `/events` and its `$filter` show the events of the mailbox's other calendars too. */
  listsAllCalendars: z.boolean().default(false),
  /** Whether the copies of an invitation carry the organizer's extended properties. */
  copiesCarryProperties: z.boolean().default(false),
  /** Whether an attendee's copy of an invitation can be changed (nobody is told), or refuses that. */
  copiesWritable: z.boolean().default(false),

  /**
   * A create with a transaction id that is in use: `by content`: the same content gives the event, other content is
   * refused; `returned`: the event, whatever the content; `refused`: always refused.
   */
  replay: z.enum(['by content', 'returned', 'refused']).default('by content'),
  /** The status of that refusal. */
  duplicateStatus: z.union([z.literal(400), z.literal(409)]).default(400),
  /** Which id that refusal names: the kind asked for, the ordinary one, one that finds nothing, or none. */
  existingId: z.enum(['as asked', 'ordinary', 'stale', 'none']).default('as asked'),
  /** Whether the transaction id of a cancelled or deleted event may be used again. */
  forgetsEnded: z.boolean().default(false),

  /** Milliseconds before a new event is found by an extended property. */
  searchLagMs: wait.default(0),
  /** How many searches by an extended property a new event is not found by. */
  blindFinds: count.default(0),
  /** Whether these two hold for every list and calendarView too. */
  viewsLag: z.boolean().default(false),

  /** Extended properties of more than 255 characters in lists: whole, cut there, or left out. */
  longInLists: z.enum(['whole', 'cut', 'left out']).default('whole'),
  /** The same when an event is read by itself. */
  longSingly: z.enum(['whole', 'cut', 'left out']).default('whole'),
  /** The most characters of an extended property; longer ones are refused. 0: no limit. */
  propertyLimit: count.default(0),

  /** Whether an online meeting is made. */
  onlineMeeting: z.enum(['made', 'not made']).default('made'),
  /** How many answers about an event, its create's included, come without the join link. */
  joinLinkLate: count.default(0),
  /** What an update does to the join link: kept; left out of its answer; lost, with the online meeting. */
  joinLinkOnUpdate: z.enum(['kept', 'left out', 'lost']).default('kept'),

  /** Minutes by which times in a zone are taken for others, as where the server's zone data differ. */
  zoneShiftMinutes: z.record(z.string(), z.int()).default({}),
  /** What start and end are rounded down to. */
  rounding: z.enum(['none', 'second', 'minute', 'half hour']).default('none'),
  /** What is answered as originalStartTimeZone. */
  originalZone: z.enum(['as sent', 'tzone://Microsoft/Custom']).default('as sent'),
  /** Whether an all-day event must start and end at midnight, or is cut to whole days. */
  allDayStrict: z.boolean().default(true),

  /** What becomes of ids and classes in a body that is read: kept, with `x_` before them, or dropped. */
  bodyMarks: z.enum(['kept', 'x_', 'dropped']).default('kept'),
  /** What becomes of a subject of more than 255 characters. */
  longSubject: z.enum(['kept', 'cut', 'refused']).default('kept'),

  /** Every so manieth read is refused with 412. 0: none. */
  readConflictEvery: count.default(0),
  /** Whether the cancel of an event without attendees is refused. */
  cancelNeedsAttendees: z.boolean().default(false),
  /** Milliseconds that each answer takes. */
  latencyMs: wait.default(0),
});

/** The calendar's behaviour, every switch set. */
export type Switches = z.output<typeof switchesSchema>;

/** Some of the switches; the others keep what the scenario says. */
export type SwitchesInput = z.input<typeof switchesSchema>;

/** Everything as a friendly reading of the documents has it. */
export const KIND_SWITCHES: Switches = switchesSchema.parse({});

/**
 * Sets switches over others.
 * @throws Error with one sentence that names the first that is wrong
 */
export function withSwitches(base: Switches, given: unknown): Switches {
  const some = z.record(z.string(), z.unknown()).safeParse(given);
  const parsed = switchesSchema.safeParse(some.success ? { ...base, ...some.data } : given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  throw new Error(`The switches cannot be used: ${place}${issue?.message ?? 'not understood'}.`);
}
