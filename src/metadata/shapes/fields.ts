import * as z from 'zod';

/** A text. */
export const text = z.string({ error: 'must be a text in double quotes' }).optional();

/** A date-time, as text. */
export const moment = z
  .string({ error: 'must be a date and time in double quotes, such as "2025-11-02T10:00"' })
  .optional();

/** Yes or no, as JSON or as forms write it. */
export const yesOrNo = z.union([z.boolean(), z.string()], { error: 'must be true or false' }).optional();

/** Minutes, or a duration in words. */
export const duration = z
  .union([z.number(), z.string()], { error: 'must be a number of minutes or a text such as "60 minutes"' })
  .optional()
  .describe('How long the meeting lasts: minutes (`60`), or `1 hour`, `1h 30m`, `PT1H30M`.');

/** Addresses. */
export const attendees = z
  .union([z.string(), z.array(z.unknown().meta({ type: 'string' }))], {
    error: 'must be a list of addresses or a text with commas between them',
  })
  .optional()
  .describe('Addresses that are invited besides the customers’ subscribers.');

/** Customer codes, of whatever kind: they are read by themselves (`readCustomerCodes`). */
export const codes = z
  .unknown()
  .optional()
  .meta({ anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }] });

/** Friendly customer names: read by themselves (`readCustomerNames`). */
export const names = codes.describe(
  'Friendly names of the affected customers; where there are no codes, they are looked up in config.json.',
);

/** An IANA zone, or a Windows name of one. */
export const zone = text.meta({
  description: 'IANA time zone of every time without an offset, e.g. `America/New_York`.',
  examples: ['America/New_York', 'Europe/London', 'UTC'],
});

/** How far a change or an announcement is. */
export const status = text.meta({
  description: 'How far it is; drafts, cancelled and completed ones are asked about before anything is sent.',
  examples: ['draft', 'submitted', 'approved', 'completed', 'cancelled'],
});

/** What kind of object the file describes. */
export const objectType = text.meta({
  description: '`change`, or `announcement_…` with its type.',
  examples: [
    'change',
    'announcement_cic',
    'announcement_finops',
    'announcement_innersource',
    'announcement_general',
  ],
});

/** An object with these fields; others are left alone. */
export function object<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.looseObject(fields, { error: 'must be an object in curly brackets' }).optional();
}

/** `meetingInvite`: what the meeting itself is to be like. */
export const meetingInvite = object({
  title: text.describe('The meeting’s own title: the subject of the invite.'),
  startTime: moment.describe('The meeting’s own start; else the implementation window’s.'),
  endTime: moment.describe('The meeting’s own end; a duration counts before it.'),
  duration,
  durationMinutes: duration,
  attendees,
  location: text.describe('Where the meeting is.'),
  timezone: zone,
}).describe('The meeting itself.');
