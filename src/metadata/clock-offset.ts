import { Temporal } from 'temporal-polyfill';

/** How a zone's clocks stand at a moment, and when they change next and changed last. */
export interface ClockOffset {
  /** `±HH:mm` */
  readonly offset: string;
  readonly next?: ClockChange;
  readonly previous?: ClockChange;
}

/** A change of a zone's clocks: the moment in ms since the Unix epoch, and the offsets (`±HH:mm`) around it. */
export interface ClockChange {
  readonly epochMs: number;
  readonly before: string;
  readonly after: string;
}

/** The clocks of an IANA zone at a moment (ms since the Unix epoch). Throws for a zone that does not exist. */
export function clockOffset(timeZone: string, epochMs: number): ClockOffset {
  const zoned = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);
  const next = changeAt(zoned.getTimeZoneTransition('next'));
  const previous = changeAt(zoned.getTimeZoneTransition('previous'));
  return {
    offset: zoned.offset,
    ...(next === undefined ? {} : { next }),
    ...(previous === undefined ? {} : { previous }),
  };
}

function changeAt(zoned: Temporal.ZonedDateTime | null): ClockChange | undefined {
  if (zoned === null) return undefined;
  const before = zoned.subtract({ nanoseconds: 1 }).offset;
  return { epochMs: zoned.epochMilliseconds, before, after: zoned.offset };
}
