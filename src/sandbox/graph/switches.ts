import * as z from 'zod';

const address = z.string().min(3);
const wait = z.number().min(0);
const count = z.int().min(0);

/**
 * How the sandbox's calendar behaves where Microsoft's documents leave room, or where the service has been seen to differ
 * from them. docs/sandbox.md lists each switch with its source and the test that needs the product's answer to it.
 */
const allSwitches = z.strictObject({
  /** Attendees that the calendar keeps under another address, as if it had looked them up in an address book. */
  alias: z.record(address, address),
  /** Whether two attendees under one address become one. */
  dropDuplicates: z.boolean(),
  /** Whether the organizer is taken off the attendees, under any of the mailbox's addresses. */
  dropOrganizer: z.boolean(),
  /** Whether addresses come back in lower case. */
  lowerCaseAddresses: z.boolean(),
  /** Whether the first attendee comes back a second time, or only, under an X500 name. */
  x500: z.enum(['never', 'second time', 'instead']),
  /** What comes back as an attendee's address: the address, a name, or `Name <address>`. */
  addressForm: z.enum(['address', 'name', 'name and address']),
  /** Whether an attendee whose address is no SMTP address is refused. */
  smtpOnly: z.boolean(),
  /** Further addresses of mailboxes, each with the mailbox's own. */
  mailboxOf: z.record(address, address),
  /** How a request for a mailbox that is not there is refused. */
  unknownMailbox: z.enum(['MailboxNotEnabledForRESTAPI', 'ResourceNotFound', 'ErrorInvalidUser']),

  /** What becomes of hideAttendees: kept; dropped, so that attendees see each other; kept, and left out of answers. */
  hideAttendees: z.enum(['kept', 'dropped', 'left out']),

  /** Whether an event that was deleted by hand still answers by its immutable id, as nothing had happened. */
  deletedReadable: z.boolean(),
  /** How a cancelled event answers by its immutable id: with isCancelled, as if it stood, or not at all. */
  cancelledReadable: z.enum(['marked', 'unmarked', 'gone']),
  /** What `GET /events/{id}/calendar` says of an event in Deleted Items: 404, or the default calendar. */
  calendarOfDeleted: z.enum(['refused', 'default calendar']),
  /** Whether `/events` and its `$filter` show the events of the mailbox's other calendars too. */
  listsAllCalendars: z.boolean(),
  /** Whether the copies of an invitation carry the organizer's extended properties. */
  copiesCarryProperties: z.boolean(),
  /** Whether an attendee's copy of an invitation can be changed (nobody is told), or refuses that. */
  copiesWritable: z.boolean(),

  /**
   * A create with a transaction id that is in use: `by content`: the same content gives the event, other content is
   * refused; `returned`: the event, whatever the content; `refused`: always refused.
   */
  replay: z.enum(['by content', 'returned', 'refused']),
  /** The status of that refusal. */
  duplicateStatus: z.union([z.literal(400), z.literal(409)]),
  /** Which id that refusal names: the kind asked for, the ordinary one, one that finds nothing, or none. */
  existingId: z.enum(['as asked', 'ordinary', 'stale', 'none']),
  /** Whether the transaction id of a cancelled or deleted event may be used again. */
  forgetsEnded: z.boolean(),

  /** Milliseconds before a new event is found by an extended property. */
  searchLagMs: wait,
  /** How many searches by an extended property a new event is not found by. */
  blindFinds: count,
  /** Whether these two hold for every list and calendarView too. */
  viewsLag: z.boolean(),

  /** Extended properties of more than 255 characters in lists: whole, cut there, or left out. */
  longInLists: z.enum(['whole', 'cut', 'left out']),
  /** The same when an event is read by itself. */
  longSingly: z.enum(['whole', 'cut', 'left out']),
  /** The most characters of an extended property; longer ones are refused. 0: no limit. */
  propertyLimit: count,

  /** Whether an online meeting is made. */
  onlineMeeting: z.enum(['made', 'not made']),
  /** How many answers about an event, its create's included, come without the join link. */
  joinLinkLate: count,
  /** What an update does to the join link: kept; left out of its answer; lost, with the online meeting. */
  joinLinkOnUpdate: z.enum(['kept', 'left out', 'lost']),

  /** Minutes by which times in a zone are taken for others, as where the server's zone data differ. */
  zoneShiftMinutes: z.record(z.string(), z.int()),
  /** What start and end are rounded down to. */
  rounding: z.enum(['none', 'second', 'minute', 'half hour']),
  /** What is answered as originalStartTimeZone. */
  originalZone: z.enum(['as sent', 'tzone://Microsoft/Custom']),
  /** Whether an all-day event must start and end at midnight, or is cut to whole days. */
  allDayStrict: z.boolean(),

  /** What becomes of ids and classes in a body that is read: kept, with `x_` before them, or dropped. */
  bodyMarks: z.enum(['kept', 'x_', 'dropped']),
  /** What becomes of a subject of more than 255 characters. */
  longSubject: z.enum(['kept', 'cut', 'refused']),

  /** Every so manieth read is refused with 412. 0: none. */
  readConflictEvery: count,
  /** Whether the cancel of an event without attendees is refused. */
  cancelNeedsAttendees: z.boolean(),
  /** Milliseconds that each answer takes. */
  latencyMs: wait,
});

/** Some of the switches; the others stay as they are. */
export const switchesSchema = allSwitches.partial();

/** The calendar's behaviour, every switch set. */
export type Switches = z.output<typeof allSwitches>;

/** Some of the switches. */
export type SwitchesInput = z.input<typeof switchesSchema>;

/** Everything as a friendly reading of the documents has it. */
export const KIND_SWITCHES: Switches = {
  alias: {},
  dropDuplicates: false,
  dropOrganizer: false,
  lowerCaseAddresses: false,
  x500: 'never',
  addressForm: 'address',
  smtpOnly: true,
  mailboxOf: {},
  unknownMailbox: 'MailboxNotEnabledForRESTAPI',
  hideAttendees: 'kept',
  deletedReadable: false,
  cancelledReadable: 'marked',
  calendarOfDeleted: 'refused',
  listsAllCalendars: false,
  copiesCarryProperties: false,
  copiesWritable: false,
  replay: 'by content',
  duplicateStatus: 400,
  existingId: 'as asked',
  forgetsEnded: false,
  searchLagMs: 0,
  blindFinds: 0,
  viewsLag: false,
  longInLists: 'whole',
  longSingly: 'whole',
  propertyLimit: 0,
  onlineMeeting: 'made',
  joinLinkLate: 0,
  joinLinkOnUpdate: 'kept',
  zoneShiftMinutes: {},
  rounding: 'none',
  originalZone: 'as sent',
  allDayStrict: true,
  bodyMarks: 'kept',
  longSubject: 'kept',
  readConflictEvery: 0,
  cancelNeedsAttendees: false,
  latencyMs: 0,
};

/** What the documents do not rule out and would hurt: what a product must be able to live with. */
export const UNKIND_SWITCHES: Switches = {
  ...KIND_SWITCHES,
  dropDuplicates: true,
  dropOrganizer: true,
  lowerCaseAddresses: true,
  deletedReadable: true,
  cancelledReadable: 'unmarked',
  calendarOfDeleted: 'default calendar',
  copiesCarryProperties: true,
  copiesWritable: true,
  replay: 'returned',
  existingId: 'ordinary',
  forgetsEnded: true,
  blindFinds: 1,
  longInLists: 'left out',
  joinLinkLate: 1,
  originalZone: 'tzone://Microsoft/Custom',
  bodyMarks: 'x_',
  longSubject: 'cut',
};

/**
 * Reads switches as a person gives them: `kind`, `unkind`, or JSON with some of them.
 * @throws Error with one sentence when it is none of these
 */
export function readSwitches(text: string): SwitchesInput {
  if (text === 'kind') return KIND_SWITCHES;
  if (text === 'unkind') return UNKIND_SWITCHES;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Error('The switches are not JSON, nor one of the words kind and unkind.');
  }
  return read(switchesSchema, given);
}

/**
 * Sets switches over others.
 * @throws Error with one sentence that names the first that is wrong
 */
export function withSwitches(base: Switches, given: unknown): Switches {
  return read(allSwitches, { ...base, ...read(switchesSchema, given) });
}

function read<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  throw new Error(`The switches cannot be used: ${place}${issue?.message ?? 'not understood'}.`);
}

/** How the calendar behaves unless a scenario says otherwise. */
export const DEFAULT_SWITCHES = KIND_SWITCHES;
