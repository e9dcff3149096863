import { findWindows } from 'windows-iana';
import { findTimeZone, isRepeatedWallTime, type ZonedTime } from '../metadata/index.ts';
import { GRAPH_ZONES } from './graph-zones.ts';
import { instantOf, utcTime } from './instant.ts';

/** Graph's dateTimeTimeZone: wall time without offset (`YYYY-MM-DDTHH:mm:ss`) and the zone it is in. */
export interface EventTime {
  readonly dateTime: string;
  readonly timeZone: string;
}

/**
 * A meeting's start and end as Graph gets them, both in one zone: the meeting's own where Graph's page lists it, so that
 * Outlook shows it; else under the name of a Windows zone whose clocks show the same at both moments; else in UTC. In UTC
 * too where a clock change repeats one of the two: dateTimeTimeZone has no place to say which is meant.
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
  if (GRAPH_ZONES.has(zone)) return zone;
  // The mapping knows most zones by the names that ICU has for them, which are sometimes the older ones.
  const older = new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  return [...findWindows(zone), ...findWindows(older)].find((windows) =>
    times.every((time) => showsTheSame(windows, time)),
  );
}

/** Whether a Windows zone's clocks show a time's wall time at that very moment, and only then. */
function showsTheSame(windowsZone: string, { dateTime, epochMs }: ZonedTime): boolean {
  const timeZone = findTimeZone(windowsZone);
  return (
    timeZone !== undefined &&
    instantOf({ dateTime, timeZone }) === epochMs &&
    !isRepeatedWallTime({ dateTime, timeZone, epochMs })
  );
}
