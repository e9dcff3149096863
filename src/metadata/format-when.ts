import type { ZonedTime } from './meeting.ts';
import { findTimeZone } from './time-zone.ts';

/**
 * A moment for a person: `Sunday, November 2, 2025, 10:00 AM EST`, in the time's own zone or in another IANA zone.
 * Always American English and built from its parts, so that every machine and Node version writes the same; a zone
 * that does not exist is not used.
 */
export function formatWhen(time: ZonedTime, zone?: string): string {
  const known = zone === undefined ? undefined : findTimeZone(zone);
  const parts = new Map(
    formatFor(known ?? time.timeZone)
      .formatToParts(time.epochMs)
      .map((part) => [part.type, part.value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const date = `${part('weekday')}, ${part('month')} ${part('day')}, ${part('year')}`;
  const text = `${date}, ${part('hour')}:${part('minute')} ${part('dayPeriod')} ${part('timeZoneName')}`;
  // Newer ICU data put narrow and fixed spaces inside their parts.
  return text.replace(/[\u202F\u00A0]/g, ' ');
}

/** Making one takes longer than all the rest of a plan; there are only as many as there are zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h12',
    timeZoneName: 'short',
  });
  formats.set(timeZone, format);
  return format;
}
