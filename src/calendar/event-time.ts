import { isRepeatedWallTime, windowsZoneOf, type ZonedTime } from '../metadata/index.ts';
import { GRAPH_ZONES } from './graph-zones.ts';
import { utcTime } from './instant.ts';
import { clocksShow } from './zone-rules.ts';

/** Graph's dateTimeTimeZone: wall time without offset (`YYYY-MM-DDTHH:mm:ss`) and the zone it is in. */
export interface EventTime {
  readonly dateTime: string;
  readonly timeZone: string;
}

/**
 * A meeting's start and end as Graph gets them, both in one zone: the meeting's own where Graph's page lists it, so that
 * Outlook shows it, else under its Windows name; in UTC wherever this machine's zone data and the calendar's could differ.
 * They cannot where the zone's rule is one that has long stood still and the rule itself, which is taken from neither,
 * has the same moments (`clocksShow`). In UTC too where a clock change repeats one of the two: dateTimeTimeZone has no
 * place to say which is meant.
 */
export function eventTimes(
  start: ZonedTime,
  end: ZonedTime,
): { readonly start: EventTime; readonly end: EventTime } {
  const both = [start, end];
  const zone = both.some(isRepeatedWallTime) ? undefined : nameForGraph(start.timeZone, both);
  const written = ({ dateTime, epochMs }: ZonedTime): EventTime =>
    zone === undefined ? { dateTime: utcTime(epochMs), timeZone: 'UTC' } : { dateTime, timeZone: zone };
  return { start: written(start), end: written(end) };
}

function nameForGraph(zone: string, times: readonly ZonedTime[]): string | undefined {
  if (times.some(({ timeZone }) => timeZone !== zone)) return undefined;
  // The mapping knows most zones by the names that ICU has for them, which are sometimes the older ones.
  const older = new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  const names = [GRAPH_ZONES.has(zone) ? zone : undefined, windowsZoneOf(zone), windowsZoneOf(older)];
  return names.find(
    (name) =>
      name !== undefined && times.every(({ dateTime, epochMs }) => clocksShow(name, dateTime, epochMs)),
  );
}
