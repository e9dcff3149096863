import { Temporal } from 'temporal-polyfill';
import type { ZonedTime } from './meeting.ts';

/** A wall time placed in a zone: found, skipped by a clock change, or found twice (the earlier is given). */
export type Placed =
  | { readonly kind: 'once'; readonly time: ZonedTime }
  | {
      readonly kind: 'twice';
      readonly time: ZonedTime;
      readonly offset: string;
      readonly laterOffset: string;
    }
  /** The wall times (`YYYY-MM-DDTHH:mm:ss`) between which the clocks jump. */
  | { readonly kind: 'skipped'; readonly from: string; readonly to: string };

const TO_SECONDS = { smallestUnit: 'second' } as const;

/**
 * Places a wall time (`YYYY-MM-DDTHH:mm:ss`) in an IANA zone. A time that a clock change repeats is taken as the
 * earlier of the two, the rule of RFC 5545 §3.3.5. Throws for an invalid wall time or zone: check them before.
 */
export function placeInZone(wall: string, timeZone: string): Placed {
  const plain = Temporal.PlainDateTime.from(wall);
  const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) {
    return { kind: 'once', time: zonedTime(earlier) };
  }
  if (!earlier.toPlainDateTime().equals(plain)) {
    // The two readings of a skipped time lie on either side of the change, so the next change after the first is it.
    const to = (earlier.getTimeZoneTransition('next') ?? later).toPlainDateTime();
    const from = to.subtract({ nanoseconds: later.offsetNanoseconds - earlier.offsetNanoseconds });
    return { kind: 'skipped', from: from.toString(TO_SECONDS), to: to.toString(TO_SECONDS) };
  }
  return { kind: 'twice', time: zonedTime(earlier), offset: earlier.offset, laterOffset: later.offset };
}

/** The moment a wall time with an offset (`±HH:mm`) means, as wall time in the zone. Throws as `placeInZone`. */
export function convertToZone(wall: string, offset: string, timeZone: string): ZonedTime {
  return zonedTime(Temporal.Instant.from(`${wall}${offset}`).toZonedDateTimeISO(timeZone));
}

/** The same zone, `minutes` later in real time (a clock change in between does not stretch the meeting). */
export function addMinutes(time: ZonedTime, minutes: number): ZonedTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(time.epochMs + minutes * 60_000);
  return zonedTime(instant.toZonedDateTimeISO(time.timeZone));
}

/**
 * Whether the zone's clocks show this time's `dateTime` twice, so that wall time and zone alone do not say which of the
 * two is meant (`epochMs` does). Give such a moment in UTC to whatever cannot ask.
 */
export function isRepeatedWallTime(time: ZonedTime): boolean {
  return placeInZone(time.dateTime, time.timeZone).kind === 'twice';
}

function zonedTime(zoned: Temporal.ZonedDateTime): ZonedTime {
  return {
    dateTime: zoned.toPlainDateTime().toString(TO_SECONDS),
    timeZone: zoned.timeZoneId,
    epochMs: zoned.epochMilliseconds,
  };
}
