import type { ZonedTime } from './meeting.ts';
import { findTimeZone } from './time-zone.ts';

/**
 * A moment for a person: `Sunday, November 2, 2025, 10:00 AM EST`, in the time's own zone or in another IANA zone.
 * Always American English and built from its parts, so that every machine and Node version writes the same; a zone
 * that does not exist is not used.
 */
export function formatWhen(time: ZonedTime, zone?: string): string {
  const known = zone === undefined ? undefined : findTimeZone(zone);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: known ?? time.timeZone,
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
  const parts = new Map(format.formatToParts(time.epochMs).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const date = `${part('weekday')}, ${part('month')} ${part('day')}, ${part('year')}`;
  const text = `${date}, ${part('hour')}:${part('minute')} ${part('dayPeriod')} ${part('timeZoneName')}`;
  // Newer ICU data put narrow and fixed spaces inside their parts.
  return text.replace(/[\u202F\u00A0]/g, ' ');
}
