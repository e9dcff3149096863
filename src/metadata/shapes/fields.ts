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
  .optional();

/** Addresses. */
export const attendees = z
  .union([z.string(), z.array(z.unknown())], {
    error: 'must be a list of addresses or a text with commas between them',
  })
  .optional();

/** Customer codes, of whatever kind: they are read by themselves (`readCustomerCodes`). */
export const codes = z.unknown().optional();

/** An object with these fields; others are left alone. */
export function object<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.looseObject(fields, { error: 'must be an object in curly brackets' }).optional();
}

/** `meetingInvite`: what the meeting itself is to be like. */
export const meetingInvite = object({
  title: text,
  startTime: moment,
  endTime: moment,
  duration,
  durationMinutes: duration,
  attendees,
  location: text,
  timezone: text,
});
