import { disagreements } from './disagreement.ts';
import type { Draft, Field } from './draft.ts';
import { shorten, type JsonDocument } from './json-document.ts';
import { inWords, missing } from './missing.ts';
import type { Problem } from './problem.ts';
import { likelyZones } from './likely-zones.ts';
import { findTimeZone, summerTimeSibling } from './time-zone.ts';

/** The IANA zones in which a file's zoneless times are wall time. */
export interface MeetingZones {
  readonly meeting: string;
  readonly window: string;
  readonly problems: readonly Problem[];
}

/** Stands in where the file's own zone is unknown, so that the rest of the file can still be checked. */
const STAND_IN = 'UTC';

/**
 * Decides the zones: the meeting's own field for its own start, the window's for the window, each standing in for the
 * other; with neither, `defaultTimeZone` and the warning `ZoneAssumed`. An unknown zone is the error `UnknownTimeZone`
 * at its place; two different ones are the warning `ZonesDisagree`.
 */
export function readZones(document: JsonDocument, draft: Draft, defaultTimeZone: string): MeetingZones {
  const own = readZone(document, draft.meeting.timeZone);
  const windows = readZone(document, draft.window.timeZone);
  const problems = [...own.problems, ...windows.problems];
  const meeting = own.zone ?? windows.zone;
  if (meeting === undefined) {
    const assumed = assumeZone(document, draft, defaultTimeZone);
    return { meeting: assumed.zone, window: assumed.zone, problems: assumed.problems };
  }
  const window = windows.zone ?? meeting;
  if (own.zone !== undefined && own.zone !== window && draft.meeting.timeZone !== undefined) {
    problems.push(
      document.problemAt(
        draft.meeting.timeZone.path,
        'warning',
        'ZonesDisagree',
        `The meeting is in ${own.zone}, but the implementation window is in ${window}: each time without an offset is read in its own zone.`,
      ),
    );
  }
  return { meeting, window, problems };
}

function readZone(
  document: JsonDocument,
  zoneField: Field<string> | undefined,
): { zone?: string; problems: Problem[] } {
  if (zoneField === undefined) return { problems: [] };
  const { value, path } = zoneField;
  const zone = findTimeZone(value);
  const others = disagreements(
    document,
    zoneField,
    (a, b) => (findTimeZone(a) ?? a) === (findTimeZone(b) ?? b),
  );
  if (zone === undefined) {
    const message = `“${shorten(value, 40)}” is no time zone. ${zoneAdvice(value)}`;
    const problem = document.problemAt(path, 'error', 'UnknownTimeZone', message);
    return { zone: STAND_IN, problems: [problem, ...others] };
  }
  const sibling = summerTimeSibling(zone);
  if (sibling === undefined) return { zone, problems: others };
  const message = `${zone} knows no summer time: its offset is the same all year. Write ${sibling} if you mean the time that people there live by.`;
  return { zone, problems: [document.problemAt(path, 'warning', 'FixedOffsetZone', message), ...others] };
}

/** What to write in place of a text that is no zone: what is probably meant, or the form that a name has. */
function zoneAdvice(written: string): string {
  const likely = likelyZones(written);
  const last = likely.at(-1);
  if (last === undefined) return 'Write an IANA name, an area and a city with a slash between them.';
  const names = likely.length === 1 ? last : `${likely.slice(0, -1).join(', ')} or ${last}`;
  return `Write an IANA name such as ${names}.`;
}

function assumeZone(
  document: JsonDocument,
  draft: Draft,
  defaultTimeZone: string,
): { zone: string; problems: Problem[] } {
  const place = draft.meeting.start?.path ?? draft.window.start?.path ?? [];
  const zone = findTimeZone(defaultTimeZone);
  if (zone === undefined) {
    const message = `The file names no time zone, and the default one, “${shorten(defaultTimeZone, 40)}”, is no IANA time zone. Write one into the file or correct the default.`;
    return { zone: STAND_IN, problems: [document.problemAt(place, 'error', 'UnknownTimeZone', message)] };
  }
  const message = `The file names no time zone: ${zone} is assumed. Write the zone into ${inWords(draft.places.timeZone)} to be sure.`;
  return {
    zone,
    problems: missing(document, draft.places.timeZone, 'warning', 'ZoneAssumed', message, place),
  };
}
