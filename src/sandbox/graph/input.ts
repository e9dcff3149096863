import * as z from 'zod';
import { eventFieldsSchema } from './event.ts';
import { isX500 } from './people.ts';
import { GraphRefusal } from './refusal.ts';
import type { Switches } from './switches.ts';
import { instantOf } from './zone.ts';

const { importance, sensitivity, showAs } = eventFieldsSchema.shape;
const dateTimeTimeZone = z.strictObject({ dateTime: z.string(), timeZone: z.string().nullish() });
const location = z.looseObject({ displayName: z.string().nullish() });

/** What may be in the body of a create or an update (Microsoft Graph metadata: microsoft.graph.event, writable part). */
const inputSchema = z.strictObject({
  subject: z.string().nullish(),
  body: z
    .strictObject({ contentType: z.enum(['html', 'text']).nullish(), content: z.string().nullish() })
    .nullish(),
  start: dateTimeTimeZone.optional(),
  end: dateTimeTimeZone.optional(),
  location: location.nullish(),
  locations: z.array(location).optional(),
  attendees: z
    .array(
      z.strictObject({
        emailAddress: z.strictObject({ address: z.string(), name: z.string().nullish() }),
        type: z.enum(['required', 'optional', 'resource']).optional(),
        status: z.unknown().optional(),
        proposedNewTime: z.unknown().optional(),
      }),
    )
    .optional(),
  hideAttendees: z.boolean().optional(),
  isOnlineMeeting: z.boolean().optional(),
  onlineMeetingProvider: z
    .enum(['unknown', 'skypeForBusiness', 'skypeForConsumer', 'teamsForBusiness'])
    .optional(),
  allowNewTimeProposals: z.boolean().optional(),
  responseRequested: z.boolean().optional(),
  importance: importance.optional(),
  sensitivity: sensitivity.optional(),
  showAs: showAs.optional(),
  isAllDay: z.boolean().optional(),
  isReminderOn: z.boolean().optional(),
  reminderMinutesBeforeStart: z.int().optional(),
  categories: z.array(z.string()).optional(),
  transactionId: z.string().optional(),
  singleValueExtendedProperties: z.array(z.strictObject({ id: z.string(), value: z.string() })).optional(),
});

/** A checked create or update. */
export type EventInput = z.output<typeof inputSchema>;

const READ_ONLY = new Set(
  (
    'iCalUId id type onlineMeeting onlineMeetingUrl organizer bodyPreview changeKey createdDateTime lastModifiedDateTime ' +
    'hasAttachments isCancelled isDraft isOrganizer responseStatus seriesMasterId webLink originalStart ' +
    'originalStartTimeZone originalEndTimeZone'
  ).split(' '),
);

/**
 * Checks a request's body.
 * @throws GraphRefusal 400 for unknown, read-only or mistyped properties, bad addresses, more than 500 attendees, dates
 * with an offset, unknown zones, and ids of extended properties that are in none of the documented forms.
 */
export function readEventInput(value: unknown, purpose: 'create' | 'update', switches: Switches): EventInput {
  const plain = z.record(z.string(), z.unknown()).safeParse(value);
  if (!plain.success) throw new GraphRefusal(400, 'BadRequest', 'Unable to read JSON request payload.');
  const properties = Object.fromEntries(
    Object.entries(plain.data).filter(([name]) => !name.includes('@odata.')),
  );
  const fixed = Object.keys(properties).find(
    (name) => READ_ONLY.has(name) || (purpose === 'update' && name === 'transactionId'),
  );
  if (fixed !== undefined)
    throw new GraphRefusal(400, 'ErrorInvalidPropertySet', `Set action is invalid for property '${fixed}'.`);
  const parsed = inputSchema.safeParse(properties);
  if (!parsed.success) throw mistyped(parsed.error);
  const input = parsed.data;
  checkAttendees(input, switches);
  for (const time of [input.start, input.end])
    if (time) instantOf({ ...time, timeZone: time.timeZone ?? 'UTC' });
  for (const property of input.singleValueExtendedProperties ?? []) checkProperty(property, switches);
  return input;
}

function mistyped(error: z.ZodError): GraphRefusal {
  const issue = error.issues[0];
  const message =
    issue?.code === 'unrecognized_keys'
      ? `The property '${issue.keys[0] ?? ''}' does not exist on type 'microsoft.graph.event'. Make sure to only use property names that are defined by the type.`
      : `The value of '${issue?.path.join('/') ?? ''}' cannot be read: ${issue?.message ?? 'not understood'}.`;
  return new GraphRefusal(400, 'RequestBodyRead', message);
}

function checkAttendees(input: EventInput, { smtpOnly }: Switches): void {
  const attendees = input.attendees ?? [];
  // Microsoft Graph docs, event resource: at most 500 attendees. The code of this refusal is not documented.
  if (attendees.length > 500)
    throw new GraphRefusal(
      400,
      'ErrorInvalidRequest',
      'The maximum number of attendees for an event is 500.',
    );
  const written = (address: string) =>
    smtpOnly ? address : (/^[^<>]*<([^<>]+)>$/.exec(address)?.[1] ?? address);
  const bad = attendees.find(
    ({ emailAddress: { address } }) => !isAddress(written(address)) && (smtpOnly || !isX500(address)),
  );
  if (bad)
    throw new GraphRefusal(
      400,
      'ErrorInvalidRecipients',
      `At least one recipient isn't valid., Recipient "${bad.emailAddress.address}" isn't resolved. All recipients must be resolved before a message can be submitted.`,
    );
}

/** Whether Exchange would take this for an SMTP address: one `@`, no spaces, a sound domain. */
export function isAddress(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"]+@[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(text) && !/^\.|\.\.|\.@/.test(text);
}

function checkProperty(
  { id, value }: { readonly id: string; readonly value: string },
  { propertyLimit }: Switches,
): void {
  if (propertyLimit > 0 && value.length > propertyLimit)
    throw new GraphRefusal(400, 'ErrorPropertyValidationFailure', 'At least one property failed validation.');
  // Microsoft Graph docs, extended properties overview: the three forms of an id.
  if (/^\w+ (\{[0-9a-f-]{36}\} (Name .+|Id 0x[0-9a-f]+)|0x[0-9a-f]+)$/i.test(id)) return;
  throw new GraphRefusal(400, 'ErrorInvalidProperty', `The property id '${id}' is not in a valid form.`);
}
