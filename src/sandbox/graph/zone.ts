import { Temporal } from 'temporal-polyfill';
import { GraphRefusal } from './refusal.ts';
import type { Switches } from './switches.ts';
import { PLACE_OF_WINDOWS_ZONE } from './windows-zones.ts';

/** A wall time in a named zone, as Graph's dateTimeTimeZone. */
export interface WallTime {
  readonly dateTime: string;
  readonly timeZone: string;
}

/**
 * The instant of a wall time, in ms since the Unix epoch.
 * @throws GraphRefusal for a zone that no mailbox server knows, or a text that is no local date and time.
 */
export function instantOf({ dateTime, timeZone }: WallTime): number {
  const zone = ianaZone(timeZone);
  // Graph's metadata: "{date}T{time}". An offset would say the zone twice.
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/.test(dateTime)) throw badDateTime(dateTime);
  try {
    return Temporal.PlainDateTime.from(dateTime).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    throw badDateTime(dateTime);
  }
}

/** The wall time of an instant, with the seven decimals Graph answers with. */
export function wallTimeAt(epochMs: number, timeZone: string): WallTime {
  const wall = Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(ianaZone(timeZone))
    .toPlainDateTime();
  return { dateTime: `${wall.toString({ fractionalSecondDigits: 3 })}0000`, timeZone };
}

const ROUNDED_TO_MS = { none: 1, second: 1000, minute: 60_000, 'half hour': 1_800_000 } as const;

/** A wall time as the calendar keeps it: by its own zone data, rounded down. */
export function keptTime(given: WallTime, { zoneShiftMinutes, rounding }: Switches): WallTime {
  const shift = (zoneShiftMinutes[given.timeZone] ?? 0) * 60_000;
  if (shift === 0 && rounding === 'none') return given;
  const step = ROUNDED_TO_MS[rounding];
  return wallTimeAt(Math.floor((instantOf(given) + shift) / step) * step, given.timeZone);
}

/** An instant from text that may carry an offset, as calendarView's bounds do; without one it is UTC. Undefined: no such text. */
export function instantFromText(text: string): number | undefined {
  const epochMs = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}

/** Zones that were found to be known; asking Intl each time is slow. */
const KNOWN = new Set<string>();

function ianaZone(timeZone: string): string {
  const zone = Object.hasOwn(PLACE_OF_WINDOWS_ZONE, timeZone)
    ? (PLACE_OF_WINDOWS_ZONE[timeZone] ?? timeZone)
    : timeZone;
  if (KNOWN.has(zone)) return zone;
  try {
    // Offsets such as `+02:00` are zones for Temporal, not for Exchange.
    if (/^[A-Za-z]/.test(zone)) {
      new Intl.DateTimeFormat('en-US', { timeZone: zone });
      KNOWN.add(zone);
      return zone;
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new GraphRefusal(
    400,
    'TimeZoneNotSupportedException',
    `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${timeZone}'.`,
  );
}

function badDateTime(text: string): GraphRefusal {
  return new GraphRefusal(
    400,
    'ErrorInvalidRequest',
    `The DateTime value '${text}' is not valid: expected a local date and time without offset.`,
  );
}
